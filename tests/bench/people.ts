/** Everybody's password in a bench: what is measured is checking it, not choosing it. */
export const BENCH_PASSWORD = "a password for the bench only";

/** The address that a trainee of a bench signs in with, counted from 1. */
export function traineeEmail(number: number): string {
  return `trainee-${number}@bench.example`;
}

/** Who manages every site. */
export const MANAGER_EMAIL = "manager@bench.example";

/** A month ago: a past day that is surely not today anywhere. */
export const A_MONTH_AGO = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
