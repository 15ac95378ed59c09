import { StatusBadge } from "#app/components/status-badge.tsx";

export type PersonState = "invited" | "active" | "deactivated";

/** Whether somebody can sign in. */
export function PersonStateBadge({ state }: { state: PersonState }) {
  switch (state) {
    case "invited":
      return <StatusBadge tone="info">Invited</StatusBadge>;
    case "active":
      return <StatusBadge tone="good">Active</StatusBadge>;
    case "deactivated":
      return <StatusBadge tone="none">Deactivated</StatusBadge>;
  }
}
