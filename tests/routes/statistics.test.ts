import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { loader as list } from "#app/routes/_app.statistics._index.tsx";
import { loader as page } from "#app/routes/_app.statistics.$quizId.tsx";
import { loader as csv } from "#app/routes/statistics.$quizId[.]csv.tsx";
import { countWaitingForStatistics } from "#db/queries/statistics.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aManager,
  anAttempt,
  anAuthor,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { aSingle, aText, choiceId } from "#tests/support/quiz-files.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

type Fields = NonNullable<Parameters<typeof anAttempt>[2]>;

/** A first attempt of so many people, each with the same responses. */
async function sitMany(
  quiz: { quizId: string },
  times: number,
  answered: NonNullable<Fields["answered"]>,
): Promise<TestPerson[]> {
  const people: TestPerson[] = [];
  for (let time = 0; time < times; time += 1) {
    const person = await aTrainee();
    people.push(person);
    await anAttempt(person, quiz, { answered, submitted: true });
  }
  return people;
}

async function pageOf(person: { id: number }, quizId: string, search = "") {
  const given = await load(
    { loader: page },
    await requestAs(person, `/statistics/${quizId}${search}`),
    { quizId },
  );
  if (given instanceof Response) throw new Error(`It answered ${given.status}`);
  return given;
}

async function csvOf(person: { id: number }, quizId: string, search = "") {
  const request = await requestAs(person, `/statistics/${quizId}.csv${search}`);
  const given = await load({ loader: csv }, request, { quizId });
  if (!(given instanceof Response)) throw new Error("There is no file");
  const text = await given.text();
  return {
    headers: given.headers,
    text,
    rows: parse(text, { bom: true, columns: true }) as Record<string, string>[],
  };
}

test("whoever looks sees every attempt that was submitted, at once", async () => {
  const author = await anAuthor();
  const quiz = await aQuiz({ items: 2 });
  await sitMany(quiz, 3, "all correctly");
  expect(await countWaitingForStatistics()).toBe(3);
  const { whole, items, waiting } = await pageOf(author, quiz.quizId);
  expect(waiting).toBe(0);
  expect(whole).toMatchObject({ n: 3, passed: { count: "3 of 3" }, figures: undefined });
  expect(whole?.passed.words).toContain("95 % interval 44 % to 100 %");
  expect(items.map(({ right, figures }) => [right, figures])).toEqual([
    ["3 of 3", undefined],
    ["3 of 3", undefined],
  ]);
});

test("from twenty attempts on, figures and remarks stand beside their sample and n", async () => {
  const author = await anAuthor();
  const items = [aSingle({ id: "item-1", choices: "ABCD" }), aSingle({ id: "item-2" })];
  const quiz = await aQuiz({ sections: [{ items }] });
  const right = choiceId("A");
  await sitMany(quiz, 15, { "item-1": right, "item-2": right });
  await sitMany(quiz, 5, { "item-1": choiceId("B"), "item-2": choiceId("B") });
  const { whole, items: shown, rule } = await pageOf(author, quiz.quizId);
  expect(rule).toMatch(/^Each person’s first attempt/);
  expect(whole?.note).toBe("first attempts, n\u00a0=\u00a020");
  expect(whole?.figures).toContainEqual({ label: "Mean", value: "1.50 of 2 points" });
  expect(shown[0]).toMatchObject({
    note: "first attempts, n\u00a0=\u00a020",
    figures: { facility: "75.0 %", discrimination: "100.0 %" },
  });
  expect(shown[0]?.flags).toContain("5 of 5 who were wrong chose B: check the key.");
  expect(shown[0]?.parts[1]?.thirds).toMatchObject({
    lower: { words: "75 %" },
    upper: { words: "0 %" },
  });
});

test("a person's later attempts are in another sample", async () => {
  const author = await anAuthor();
  const quiz = await aQuiz({ items: 1 });
  const [person] = await sitMany(quiz, 1, "all wrong");
  if (!person) throw new Error("There is nobody");
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true });
  const passed = async (search: string) =>
    (await pageOf(author, quiz.quizId, search)).whole?.passed.count;
  expect(await passed("")).toBe("0 of 1");
  expect(await passed("?sample=newest")).toBe("1 of 1");
  expect(await passed("?sample=all")).toBe("1 of 2");
});

test("each version has its own figures; one that nobody has taken gives way to one that somebody has", async () => {
  const author = await anAuthor();
  const first = await aQuiz({ id: "safety", items: 1 });
  await sitMany(first, 2, "all correctly");
  const second = await aQuiz({ id: "safety", items: 2 });
  expect(await pageOf(author, "safety")).toMatchObject({ version: first.hash, isInUse: false });
  expect((await pageOf(author, "safety", `?version=${second.hash}`)).whole).toBeUndefined();
  await sitMany(second, 1, "all wrong");
  const shown = await pageOf(author, "safety");
  expect(shown).toMatchObject({ version: second.hash, isInUse: true, whole: { n: 1 } });
  expect(shown.versions).toHaveLength(2);
});

test("there is no quiz or version of that name", async () => {
  const author = await anAuthor();
  const { quizId } = await aQuiz();
  for (const [id, search] of [
    ["nothing", ""],
    [quizId, "?version=0000"],
  ] as const) {
    const request = await requestAs(author, `/statistics/${id}${search}`);
    for (const given of [
      await load({ loader: page }, request, { quizId: id }),
      await load({ loader: csv }, request, { quizId: id }),
    ]) {
      expect(given instanceof Response && given.status).toBe(404);
    }
  }
});

test("a manager of some sites sees nothing of fewer than five attempts, on no page and in no file", async () => {
  const [site] = [await aSite(), await aSite()];
  const manager = await aManager({ sites: [site] });
  const quiz = await aQuiz({ items: 1 });
  await sitMany(quiz, 4, "all correctly");
  const shown = await pageOf(manager, quiz.quizId);
  expect(shown).toMatchObject({ isHidden: true, whole: undefined, items: [] });
  expect(JSON.stringify(shown)).not.toMatch(/4 (of|attempts)/);
  expect((await csvOf(manager, quiz.quizId)).rows).toEqual([]);
  const listed = await load({ loader: list }, await requestAs(manager, "/statistics"));
  if (listed instanceof Response) throw new Error("It answered no list");
  expect(listed.quizzes[0]).toMatchObject({ isHidden: true, figures: undefined });

  await sitMany(quiz, 1, "all wrong");
  expect((await pageOf(manager, quiz.quizId)).whole?.passed.count).toBe("4 of 5");
  expect((await csvOf(manager, quiz.quizId)).rows[0]).toMatchObject({ Row: "quiz", n: "5" });
});

test("authors, and managers of every site, see small numbers too", async () => {
  const quiz = await aQuiz({ items: 1 });
  const [person] = await sitMany(quiz, 1, "all correctly");
  if (!person) throw new Error("There is nobody");
  const everywhere = await aPerson({
    roles: ["manager"],
    site: person.site,
    manages: [person.site],
  });
  const { site } = person;
  const both = await aPerson({ roles: ["manager", "author"], site, manages: [] });
  for (const asker of [await anAuthor({ site }), everywhere, both]) {
    expect((await pageOf(asker, quiz.quizId)).whole?.n).toBe(1);
  }
});

test("what fewer than five people typed is not shown to a manager of some sites", async () => {
  const manager = await aManager({ sites: [await aSite()] });
  const quiz = await aQuiz({ sections: [{ items: [aText({ id: "word" })] }] });
  await sitMany(quiz, 5, { word: "dark spots" });
  await sitMany(quiz, 1, { word: "ask Maria Rossi" });
  expect(JSON.stringify(await pageOf(manager, quiz.quizId))).not.toMatch(/rossi/i);
  expect((await csvOf(manager, quiz.quizId)).text).not.toMatch(/rossi/i);
  const author = await anAuthor();
  expect(JSON.stringify(await pageOf(author, quiz.quizId))).toMatch(/ask maria rossi/);
});

test("nobody's name or address is on a page or in the file", async () => {
  const quiz = await aQuiz({ items: 1 });
  const people = await sitMany(quiz, 2, "all correctly");
  const author = await anAuthor();
  const shown = JSON.stringify(await pageOf(author, quiz.quizId));
  const { text } = await csvOf(author, quiz.quizId);
  for (const { name, email } of people) {
    for (const said of [shown, text]) {
      expect(said).not.toContain(email);
      expect(said).not.toMatch(new RegExp(`${name}\\b`));
    }
  }
});

test("the file keeps numbers as numbers and formulas as text", async () => {
  const items = [
    aSingle({ id: "item-1", stem: '=HYPERLINK("http://evil.test")' }),
    aText({ id: "word", stem: "Name it;=1+1" }),
  ];
  const quiz = await aQuiz({ sections: [{ items }] });
  await sitMany(quiz, 11, { "item-1": choiceId("A"), word: "@cmd" });
  await sitMany(quiz, 11, { "item-1": choiceId("B"), word: "dark spots" });
  const { headers, text, rows } = await csvOf(await anAuthor(), quiz.quizId);
  expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(headers.get("Content-Disposition")).toMatch(
    /^attachment; filename="needlepoint-statistics-quiz-\d+-[0-9a-f]{8}-first\.csv"$/,
  );
  const [, first] = rows;
  expect(first).toMatchObject({ Row: "item", Facility: "0.5", Discrimination: "-1" });
  expect(first?.Text).toMatch(/^'=HYPERLINK/);
  expect(rows.find(({ Item, Row }) => Item === "word" && Row === "item")?.Text).toBe(
    "Name it;'=1+1",
  );
  expect(text).not.toMatch(/(^|[,;])"?[=@]/m);
});
