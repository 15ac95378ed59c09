import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { type FormProblem, problemAt, type Typed } from "#app/core/form.ts";

type IdentityCardProps = {
  person: { name: string; email: string };
  problems: readonly FormProblem[];
  typed?: Typed;
};

/** Who a person is: what certificates say from now on, and what they sign in with. */
export function IdentityCard({ person, problems, typed }: IdentityCardProps) {
  return (
    <Card title="Name and e-mail address">
      <form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="correct" />
        <Field
          label="Full name"
          name="name"
          defaultValue={typed?.name?.[0] ?? person.name}
          problem={problemAt(problems, "name")}
          hint="Stands on certificates that are issued from now on."
          autoComplete="off"
          required
        />
        <Field
          label="E-mail address"
          name="email"
          type="email"
          defaultValue={typed?.email?.[0] ?? person.email}
          problem={problemAt(problems, "email")}
          hint="They sign in with it."
          autoComplete="off"
          required
        />
        <div>
          <Button variant="secondary">Save name and address</Button>
        </div>
      </form>
    </Card>
  );
}
