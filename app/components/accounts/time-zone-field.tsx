import { Field } from "#app/components/field.tsx";

const LIST_ID = "time-zones";

type TimeZoneFieldProps = {
  name: string;
  id?: string;
  defaultValue?: string;
  problem?: string;
  /** What to offer. On a page with several of these fields only one brings the list. */
  timeZones?: readonly string[];
  note?: string;
};

/** An IANA time zone: typed, with a list that offers those there are. */
export function TimeZoneField({ timeZones, note, ...field }: TimeZoneFieldProps) {
  return (
    <>
      <Field
        label="Time zone"
        {...field}
        hint={note ?? "Days of certificates are counted in it. Type a city, such as Dublin."}
        list={LIST_ID}
        autoComplete="off"
        spellCheck={false}
        required
      />
      {timeZones && (
        <datalist id={LIST_ID}>
          {timeZones.map((timeZone) => (
            <option key={timeZone} value={timeZone} />
          ))}
        </datalist>
      )}
    </>
  );
}
