import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";

type Option = { value: string; label: string };

type SampleFormProps = {
  versions?: { options: readonly Option[]; chosen: string };
  samples: readonly Option[];
  sample: string;
};

/** Which attempts are looked at: fields that become the address. */
export function SampleForm({ versions, samples, sample }: SampleFormProps) {
  return (
    <search className="print-hidden">
      <form
        method="get"
        className={`grid items-end gap-4 ${versions ? "sm:grid-cols-[2fr_1fr_auto]" : "sm:grid-cols-[minmax(0,20rem)_auto] sm:justify-start"}`}
      >
        {versions && (
          <SelectField
            key={versions.chosen}
            label="Version"
            name="version"
            options={versions.options}
            defaultValue={versions.chosen}
          />
        )}
        <SelectField
          key={`of ${sample}`}
          label="Attempts"
          name="sample"
          options={samples}
          defaultValue={sample}
        />
        <Button variant="secondary">Show</Button>
      </form>
    </search>
  );
}
