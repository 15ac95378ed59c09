import { addDays, type CalendarDay, formatDay } from "./calendar.ts";
import { certificateFor, dutyState, type Holdings } from "./notification-rules.ts";

/** Something that stands on one whole day of a calendar. */
export type CalendarEvent = {
  /** The same for as long as it is about the same thing, also when its day moves. */
  id: string;
  day: CalendarDay;
  title: string;
  text: string;
  /** Where it leads inside the app. */
  path: string;
};

/** How long what is past stays in a calendar. */
const KEPT_DAYS = 90;

/** A person's own days: when renewing begins, the last valid day, and by when something is due. */
export function ownEvents(
  personId: number,
  { held, duties }: Holdings,
  today: CalendarDay,
): CalendarEvent[] {
  const path = "/training";
  return recent(today, [
    ...held.flatMap(({ certificateId, title, windowOpensOn, lastValidOn }) => [
      {
        ...{ id: `window-${certificateId}`, day: windowOpensOn, path },
        title: `Renew ${title} from today`,
        text: `Your certification “${title}” can be renewed from today. Its last valid day is ${formatDay(lastValidOn)}.`,
      },
      {
        ...{ id: `last-day-${certificateId}`, day: lastValidOn, path },
        title: `${title}: last valid day`,
        text: `Your certification “${title}” is valid until the end of this day.`,
      },
    ]),
    ...duties
      .filter((duty) => dutyState(duty, certificateFor(duty, held), today) !== "none")
      .map(({ certificationId, title, dueOn }) => ({
        ...{ id: `due-${personId}-${certificationId}`, day: dueOn, path },
        title: `Due: ${title}`,
        text: `Your clinic asks you to hold “${title}” by this day.`,
      })),
  ]);
}

/** Of one of a manager's staff: the last valid days, and by when something is due. */
export function staffEvents(
  { id, name, held, duties }: Holdings & { id: number; name: string },
  today: CalendarDay,
): CalendarEvent[] {
  const path = `/people/${id}`;
  return recent(today, [
    ...held.map(({ certificateId, title, lastValidOn }) => ({
      ...{ id: `last-day-${certificateId}`, day: lastValidOn, path },
      title: `${name}: last valid day of ${title}`,
      text: `${name} is certified as “${title}” until the end of this day.`,
    })),
    ...duties
      .filter((duty) => dutyState(duty, certificateFor(duty, held), today) !== "none")
      .map(({ certificationId, title, dueOn }) => ({
        ...{ id: `due-${id}-${certificationId}`, day: dueOn, path },
        title: `${name}: ${title} is due`,
        text: `${name} is to hold “${title}” by this day.`,
      })),
  ]);
}

function recent(today: CalendarDay, events: readonly CalendarEvent[]): CalendarEvent[] {
  const since = addDays(today, -KEPT_DAYS);
  return events.filter(({ day }) => day >= since);
}
