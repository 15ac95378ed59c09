import { CheckField, FieldSet } from "#app/components/field.tsx";
import { ROLE_HINTS, ROLE_LABELS, type Role } from "#app/core/roles.ts";

/** A site or a job role. */
export type Named = { id: number; name: string };

type RolesFieldProps = {
  offered: readonly Role[];
  chosen: readonly string[];
  problem?: string;
};

/** What a person comes to do: one or several. */
export function RolesField({ offered, chosen, problem }: RolesFieldProps) {
  return (
    <FieldSet legend="Roles" id="roles" problem={problem}>
      {offered.map((role) => (
        <CheckField
          key={role}
          label={ROLE_LABELS[role]}
          hint={ROLE_HINTS[role]}
          name="roles"
          value={role}
          defaultChecked={chosen.includes(role)}
        />
      ))}
    </FieldSet>
  );
}

type ManagedSitesFieldProps = {
  sites: readonly Named[];
  chosen: readonly number[];
  problem?: string;
};

/** The sites whose staff a manager sees. */
export function ManagedSitesField({ sites, chosen, problem }: ManagedSitesFieldProps) {
  return (
    <FieldSet
      legend="Sites they manage"
      id="managedSiteIds"
      hint="Only for managers: they see and invite the staff of these sites."
      problem={problem}
    >
      {sites.map(({ id, name }) => (
        <CheckField
          key={id}
          label={name}
          name="managedSiteIds"
          value={String(id)}
          defaultChecked={chosen.includes(id)}
        />
      ))}
    </FieldSet>
  );
}
