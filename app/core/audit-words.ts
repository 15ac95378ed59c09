/** An action or a detail of the audit log in plain words: "person.invited-again", "homeSiteId". */
export function auditWords(name: string): string {
  return name
    .replace(/[.-]/g, " ")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase());
}

/** The details of an audit entry as one line: "Roles: manager, trainee · Home site id: 3". */
export function auditDetailText(
  detail: Readonly<Record<string, string | number | boolean | null>>,
): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${auditWords(name)}: ${value}`)
    .join(" · ");
}
