import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { EditableRow } from "./editable-row.tsx";
import type { Named } from "./position-fields.tsx";
import { fieldOf, type RefusedForm } from "./refused-form.ts";

type JobRolesCardProps = { jobRoles: readonly Named[]; refused?: RefusedForm };

/** What people can work as: to rename, to add to. */
export function JobRolesCard({ jobRoles, refused }: JobRolesCardProps) {
  return (
    <Card title="Job roles">
      {jobRoles.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {jobRoles.map((jobRole) => (
            <EditableRow
              key={jobRole.id}
              title={jobRole.name}
              isOpen={refused?.form === `jobRole-${jobRole.id}`}
            >
              <JobRoleForm jobRole={jobRole} refused={refused} />
            </EditableRow>
          ))}
        </ul>
      )}
      <h3 className="font-semibold">Add a job role</h3>
      <JobRoleForm refused={refused} />
    </Card>
  );
}

function JobRoleForm({ jobRole, refused }: { jobRole?: Named; refused?: RefusedForm }) {
  const form = jobRole ? `jobRole-${jobRole.id}` : "jobRole";
  return (
    <form method="post" action="/admin" className="grid gap-5">
      <input type="hidden" name="intent" value="jobRole" />
      {jobRole && <input type="hidden" name="id" value={jobRole.id} />}
      <Field label="Name" {...fieldOf(form, "jobRole", jobRole?.name, refused)} required />
      <div>
        <Button variant="secondary">{jobRole ? "Save" : "Add"}</Button>
      </div>
    </form>
  );
}
