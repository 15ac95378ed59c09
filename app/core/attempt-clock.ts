/*
 * The clock of an attempt, for the server's page and for the page's script. Times are milliseconds
 * since 1970, so that no time zone and no clock change can come between the two.
 */

const SECOND_IN_MS = 1_000;
const MINUTE_IN_MS = 60 * SECOND_IN_MS;
/** From here on hours are easier to grasp. */
const MANY_MINUTES = 120;
/** An answer that took longer than this is not told from a device clock that was moved. */
const LONGEST_WAY_MS = 5 * SECOND_IN_MS;

/** What the server tells of the time of an attempt under way. */
export type AttemptClock = {
  attemptId: number;
  /** When the server submits the attempt by itself, in the site's zone: "10:42". */
  endsAt: string;
  deadline: number;
  /** When the server said so. */
  servedAt: number;
  /** The same, in the site's zone. */
  servedAtInWords: string;
  /** How many of the minutes are more than everybody's. */
  extraMinutes: number;
};

/** What a page that has been open for a while is told when it asks for the time. */
export type TimeAnswer = { isOver: boolean; clock?: AttemptClock };

/** The device's two clocks: the time of day, which can be set, and one that only ever goes on. */
export type DeviceTime = { wall: number; steady: number };

/** The server's time, and that of the device when it was told. */
export type TimeReading = DeviceTime & { server: number };

/**
 * The server's time now, by the device. While a device sleeps its steady clock may stand still, and
 * its time of day can be set back by whoever holds it: the clock that went further is believed.
 */
export function serverTime({ server, wall, steady }: TimeReading, device: DeviceTime): number {
  return server + Math.max(device.wall - wall, device.steady - steady);
}

/**
 * The reading to go on with after the server has told its time once more. An answer is on its way
 * for a while, so of two readings the one that says later is nearer the truth; unless it is so far
 * ahead that the device's clock must have been set forward.
 */
export function betterReading(known: TimeReading | undefined, fresh: TimeReading): TimeReading {
  if (!known) return fresh;
  const ahead = serverTime(known, fresh) - fresh.server;
  return ahead > 0 && ahead <= LONGEST_WAY_MS ? known : fresh;
}

/** True when the device's clocks have not gone the same way: it slept, or its clock was set. */
export function hasJumped(before: DeviceTime, after: DeviceTime): boolean {
  const apart = after.wall - before.wall - (after.steady - before.steady);
  return Math.abs(apart) > SECOND_IN_MS;
}

/** "12 minutes left"; in the last minute "45 seconds left". Parts are rounded up. */
export function timeLeftInWords(leftMs: number): string {
  if (leftMs <= 0) return "Time is up";
  if (leftMs <= MINUTE_IN_MS) {
    return `${counted(Math.ceil(leftMs / SECOND_IN_MS), "second")} left`;
  }
  return minutesLeftInWords(leftMs);
}

/** The same without seconds, for what is said once and stays: "1 minute left". */
export function minutesLeftInWords(leftMs: number): string {
  const minutes = Math.max(1, Math.ceil(leftMs / MINUTE_IN_MS));
  if (minutes <= MANY_MINUTES) return `${counted(minutes, "minute")} left`;
  const rest = minutes % 60;
  const hours = counted(Math.floor(minutes / 60), "hour");
  return `${hours}${rest === 0 ? "" : ` ${counted(rest, "minute")}`} left`;
}

/** Minutes before the end at which people are warned, the last first. */
const WARNINGS = [1, 5] as const;
export type Warning = (typeof WARNINGS)[number];

/**
 * The warning that is due, once.
 * @param warned the last one that was given for this deadline
 */
export function warningDue(leftMs: number, warned: Warning | undefined): Warning | undefined {
  const due = WARNINGS.find((minutes) => leftMs <= minutes * MINUTE_IN_MS);
  if (due === undefined || leftMs <= 0) return undefined;
  return warned === undefined || due < warned ? due : undefined;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
