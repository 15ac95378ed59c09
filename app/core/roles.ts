export const ROLES = ["trainee", "manager", "author", "admin"] as const;

/** What somebody comes to do. A person may hold several. */
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Record<Role, string> = {
  trainee: "Trainee",
  manager: "Manager",
  author: "Author",
  admin: "Admin",
};

export const ROLE_HINTS: Record<Role, string> = {
  trainee: "Takes quizzes and holds certificates.",
  manager: "Sees the staff of the sites they manage, invites them and gives further attempts.",
  author: "Sees every quiz with its keys, and what is wrong in a quiz file.",
  admin: "Invites anybody, sets sites, job roles and the roles of people.",
};

/** The roles that somebody may give to a person they invite. */
export function rolesToGive(own: readonly Role[]): readonly Role[] {
  if (own.includes("admin")) return ROLES;
  return own.includes("manager") ? ["trainee"] : [];
}

/**
 * True when somebody may hand out a link that sets the password of a person with `roles`. Whoever
 * holds such a link can become that person: a manager must not reach further roles through it.
 */
export function mayLinkTo(own: readonly Role[], roles: readonly Role[]): boolean {
  const reach = rolesToGive(own);
  return reach.length > 0 && roles.every((role) => reach.includes(role));
}

/**
 * Whether somebody may be given whole quizzes, keys included, outside of a review: not if they take
 * quizzes themselves, unless they write them.
 */
export function maySeeKeys(roles: readonly Role[]): boolean {
  return !roles.includes("trainee") || roles.includes("author");
}
