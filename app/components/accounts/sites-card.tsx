import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { EditableRow } from "./editable-row.tsx";
import type { Named } from "./position-fields.tsx";
import { fieldOf, type RefusedForm } from "./refused-form.ts";
import { TimeZoneField } from "./time-zone-field.tsx";

type Site = Named & { timeZone: string };
type SitesCardProps = {
  sites: readonly Site[];
  timeZones: readonly string[];
  refused?: RefusedForm;
};

/** Every site with its time zone: to rename, to move, to add to. */
export function SitesCard({ sites, timeZones, refused }: SitesCardProps) {
  return (
    <Card title="Sites">
      <ul className="divide-y divide-line border-y border-line">
        {sites.map((site) => (
          <EditableRow
            key={site.id}
            title={site.name}
            detail={site.timeZone}
            isOpen={refused?.form === `site-${site.id}`}
          >
            <SiteForm site={site} timeZones={timeZones} refused={refused} />
          </EditableRow>
        ))}
      </ul>
      <h3 className="font-semibold">Add a site</h3>
      <SiteForm timeZones={timeZones} refused={refused} />
    </Card>
  );
}

type SiteFormProps = Omit<SitesCardProps, "sites"> & { site?: Site };

function SiteForm({ site, timeZones, refused }: SiteFormProps) {
  const form = site ? `site-${site.id}` : "site";
  return (
    <form method="post" action="/admin" className="grid gap-5">
      <input type="hidden" name="intent" value="site" />
      {site && <input type="hidden" name="id" value={site.id} />}
      <Field label="Name" {...fieldOf(form, "site", site?.name, refused)} required />
      <TimeZoneField
        {...fieldOf(form, "timeZone", site?.timeZone, refused)}
        // The list stands on the page once, in the form that adds a site.
        timeZones={site ? undefined : timeZones}
        note={
          site &&
          "Another time zone counts from now on. Certificates that were issued stay as they are."
        }
      />
      <div>
        <Button variant="secondary">{site ? "Save" : "Add"}</Button>
      </div>
    </form>
  );
}
