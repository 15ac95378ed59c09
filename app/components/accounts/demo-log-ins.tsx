import { ROLE_LABELS, type Role } from "#app/core/roles.ts";

type DemoLogInsProps = {
  logIns: readonly { role: Role; name: string; email: string; password: string }[];
};

/** Ways into a demo installation, by role. Nothing at all elsewhere. */
export function DemoLogIns({ logIns }: DemoLogInsProps) {
  if (logIns.length === 0) return null;
  return (
    <details className="rounded-card border border-line bg-raised px-4">
      <summary className="min-h-11 cursor-pointer py-2.5 font-semibold text-accent">
        Demo log-ins
      </summary>
      <ul className="divide-y divide-line border-t border-line">
        {logIns.map(({ role, name, email, password }) => (
          <li key={email} className="grid gap-0.5 py-3 wrap-anywhere">
            <span>
              <span className="font-semibold">{ROLE_LABELS[role]}</span>
              <span className="text-ink-soft"> · {name}</span>
            </span>
            <span className="text-small select-all">{email}</span>
            <span className="font-mono text-small select-all">{password}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
