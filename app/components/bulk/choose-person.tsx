/** The box beside a name on the board; it belongs to the form below. */
export function ChoosePerson({ id, name }: { id: number; name: string }) {
  return (
    <label className="print-hidden -my-2 -ml-3 flex size-11 shrink-0 items-center justify-center">
      <input type="checkbox" form="bulk" name="person" value={id} className="size-5" />
      <span className="sr-only">Choose {name}</span>
    </label>
  );
}
