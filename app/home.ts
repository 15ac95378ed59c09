import type { Role } from "#db/schema.ts";

/** Where a person begins: the board for who answers for others, their own training otherwise. */
export function homeOf(roles: readonly Role[]): string {
  if (roles.includes("manager")) return "/board";
  if (roles.includes("trainee")) return "/training";
  if (roles.includes("author")) return "/author";
  return roles.includes("admin") ? "/admin" : "/account";
}
