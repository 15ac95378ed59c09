import { Notice } from "#app/components/notice.tsx";

export type SureButUnsafeProps = {
  id: number;
  /** What they were sure of and got wrong, of each quiz that they have not passed since. */
  sureButUnsafe: readonly { attemptId: number; title: string; when: string; text: string }[];
};

/** Nobody asks before doing what they are sure of: whoever answers for them has to. */
export function SureButUnsafe({ id, sureButUnsafe }: SureButUnsafeProps) {
  if (sureButUnsafe.length === 0) return null;
  return (
    <div className="mb-8 max-w-3xl">
      <Notice tone="bad" title="Sure, but wrong on safety">
        <p>Talk it through with them before they treat anybody.</p>
        <ul className="mt-1 grid gap-1">
          {sureButUnsafe.map(({ attemptId, title, when, text }) => (
            <li key={attemptId}>
              <a href={`/people/${id}/attempts/${attemptId}`} className="link">
                {title}
              </a>
              , {when}. {text}.
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
