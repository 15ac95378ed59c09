import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { fieldOf, type RefusedForm } from "./refused-form.ts";

type OrganisationCardProps = { name: string; refused?: RefusedForm };

/** The clinic or group that runs this installation. */
export function OrganisationCard({ name, refused }: OrganisationCardProps) {
  return (
    <Card title="Organisation">
      <form method="post" action="/admin" className="grid gap-5">
        <input type="hidden" name="intent" value="organisation" />
        <Field
          label="Name"
          {...fieldOf("organisation", "organisation", name, refused)}
          hint="Stands on certificates that are issued from now on."
          autoComplete="organization"
          required
        />
        <div>
          <Button variant="secondary">Save</Button>
        </div>
      </form>
    </Card>
  );
}
