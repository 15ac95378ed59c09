import { InputRow } from "#app/components/items/choice-row.tsx";
import { Sign } from "#app/components/sign.tsx";

type StepRowProps = {
  id: string;
  text: string;
  /** "Confirmed by you, 10:42", once it is. */
  confirmed?: string;
  /** True where it was confirmed when the page was made. */
  wasConfirmed: boolean;
  isSending: boolean;
};

/** A step as a row that can be tapped anywhere, with who has confirmed it and when. */
export function StepRow({ id, text, confirmed, wasConfirmed, isSending }: StepRowProps) {
  return (
    <div>
      {confirmed && <input type="hidden" name="shown" value={id} />}
      <InputRow type="checkbox" id={`step-${id}`} name="step" value={id} isChosen={wasConfirmed}>
        <span className="grid min-w-0 gap-1 self-center wrap-anywhere">
          <span>{text}</span>
          <StepNote confirmed={confirmed} isSending={isSending} />
        </span>
      </InputRow>
    </div>
  );
}

function StepNote({ confirmed, isSending }: Pick<StepRowProps, "confirmed" | "isSending">) {
  if (isSending) return <span className="text-small text-ink-soft">Saving …</span>;
  if (!confirmed) return null;
  return (
    <span className="flex items-start gap-1.5 text-small text-good">
      <span className="mt-[0.15em]">
        <Sign name="good" />
      </span>
      {confirmed}
    </span>
  );
}
