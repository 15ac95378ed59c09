import { addDays, dayAt } from "#app/core/calendar.ts";
import { withdrawCertificate } from "#db/queries/certificate-decisions.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { findAskedOutside, saveOutsideRecord } from "#db/queries/outside-records.ts";
import { findAskedSignOff, saveSignOff } from "#db/queries/sign-offs.ts";
import type { DemoColleague } from "./demo-colleagues.ts";

type Person = DemoColleague & { id: number };

/** Something that happens in the demo's past: all of it is made in the order of time. */
export type DemoEvent = { at: Date; happen: () => Promise<void> };

type Telling = {
  people: readonly Person[];
  timeZone: string;
  /** An instant so many days ago, in working hours. */
  daysAgo: (days: number) => Date;
};

const ASSISTANT = "micro-needling-assistant";
const TRAY = "room-tray-and-clean-up";
const RADIO = "radiofrequency-micro-needling-operator";
const LIFE_SUPPORT = "basic-life-support";
const LICENCE = "professional-licence";

/**
 * Sign-offs, documents and a withdrawn certificate, so that every state of a part can be seen. With
 * other quiz files than ours, what nothing asks for is left out.
 */
export function demoPartEvents(telling: Telling): DemoEvent[] {
  const { signedOff, seen, recorded, withdrawn } = eventsOf(telling);
  return [
    // All that the assistant's certification takes, the sign-off last.
    recorded("María Fernanda Gutiérrez de la Vega", LIFE_SUPPORT, { days: 90, validDays: 400 }),
    signedOff("María Fernanda Gutiérrez de la Vega", [ASSISTANT, TRAY], 8),
    // A life-support course that lapses soon, and one that has lapsed.
    recorded("Ciara Walsh", LIFE_SUPPORT, { days: 340, validDays: 365 }),
    recorded("Patrick Byrne", LIFE_SUPPORT, { days: 300, validDays: 270 }),
    // Half-way: a colleague goes on another day.
    seen("Oluwaseun Adeyemi", [ASSISTANT, TRAY], { days: 3, steps: 2 }),
    // On the way to radiofrequency: the device is signed off, treatments are still to be seen.
    recorded("Ελένη Παπαδοπούλου", LICENCE, { days: 60, validDays: 500 }),
    recorded("Ελένη Παπαδοπούλου", LIFE_SUPPORT, { days: 60, validDays: 300 }),
    signedOff("Ελένη Παπαδοπούλου", [RADIO, "device-checks"], 20),
    seen("Ελένη Παπαδοπούλου", [RADIO, "supervised-treatments"], { days: 1, steps: 2 }),
    withdrawn(
      "Łukasz Zieliński",
      2,
      "The last safety items were answered with a colleague’s help.",
    ),
  ];
}

function eventsOf({ people, timeZone, daysAgo }: Telling) {
  function called(name: string) {
    const person = people.find((each) => each.name === name);
    if (!person) throw new Error(`The demo has no "${name}"`);
    return { id: person.id, name, timeZone };
  }
  /** Whoever manages the site where somebody works. */
  function managerOf(name: string): Person {
    const home = people.find((each) => each.name === name)?.worksAt[0] ?? "";
    const person = people.find(({ manages = [] }) => manages.includes(home));
    if (!person) throw new Error(`The demo has no manager of "${home}"`);
    return person;
  }

  type Part = [certificationId: string, practicalId: string];
  const watched = (name: string, part: Part, days: number, steps?: number): DemoEvent => ({
    at: daysAgo(days),
    async happen() {
      const asked = await findAskedSignOff(...part);
      if (!asked) return;
      const step = asked.practical.steps.slice(0, steps).map(({ id }) => id);
      const go = steps === undefined ? ("sign" as const) : ("save" as const);
      const form = { step, shown: [], seen: 0, go, attest: true };
      await saveSignOff(called(name), asked, managerOf(name), form, daysAgo(days));
    },
  });

  return {
    signedOff: (name: string, part: Part, days: number) => watched(name, part, days),
    seen: (name: string, part: Part, { days, steps }: { days: number; steps: number }) =>
      watched(name, part, days, steps),
    recorded: (
      name: string,
      outsideId: string,
      { days, validDays }: { days: number; validDays: number },
    ): DemoEvent => ({
      at: daysAgo(days),
      async happen() {
        const asked = await findAskedOutside(outsideId);
        if (!asked) return;
        const { outside } = asked;
        const record = {
          outside,
          validUntil: addDays(dayAt(daysAgo(days), timeZone), validDays),
          documentNumber: outside.documentNumber === "required" ? "LC-20418" : undefined,
          recordedById: managerOf(name).id,
          seen: 0,
        };
        await saveOutsideRecord(called(name), record, daysAgo(days));
      },
    }),
    withdrawn: (name: string, days: number, reason: string): DemoEvent => ({
      at: daysAgo(days),
      async happen() {
        const member = called(name);
        const [newest] = await listCertificates(member.id);
        if (!newest) return;
        const decision = { actorId: managerOf(name).id, reason };
        await withdrawCertificate(member, newest.id, decision, daysAgo(days));
      },
    }),
  };
}
