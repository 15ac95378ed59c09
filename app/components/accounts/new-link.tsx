import { CopyField } from "#app/components/copy-field.tsx";
import { Notice } from "#app/components/notice.tsx";

type NewLinkProps = {
  kind: "invitation" | "reset";
  /** Whom the link is for. */
  name: string;
  url: string;
  /** "29 Nov 2026, 18:10". */
  until: string;
};

/** A link that has just been made. It is stored nowhere: this is the one time it is shown. */
export function NewLink({ kind, name, url, until }: NewLinkProps) {
  return (
    <section className="grid max-w-2xl gap-5" aria-label="The new link">
      <Notice
        tone="good"
        live
        title={kind === "invitation" ? `${name} is invited` : `A link for ${name} is ready`}
      >
        Send this link to {name}, and to nobody else: whoever opens it first chooses the password.
        It works once, until {until}. It is shown only now.
      </Notice>
      <CopyField
        label={kind === "invitation" ? "Link to join" : "Link to choose a new password"}
        name="link"
        value={url}
      />
    </section>
  );
}
