import { expect, test } from "vitest";
import { loader as resultLoader } from "#app/routes/_app.attempts.$attemptId.result.tsx";
import { loader as pageLoader } from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { loader as imageLoader } from "#app/routes/images.$hash.tsx";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aQuiz, aTrainee } from "#tests/support/factories.ts";
import { aDrawing, aStoredDrawing } from "#tests/support/pictures.ts";
import { aSingle } from "#tests/support/quiz-files.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

async function imageFor(person: { id: number } | undefined, hash: string): Promise<Response> {
  const request = await requestAs(person, `/images/${hash}`);
  const given = await load({ loader: imageLoader }, request, { hash });
  if (!(given instanceof Response)) throw new Error("A picture is a response");
  return given;
}

test("a picture comes as it was stored, for this person's browser to keep", async () => {
  const { stored } = aStoredDrawing({ colour: "red" });
  await aQuiz({ pictures: [stored] });
  const response = await imageFor(await aTrainee(), stored.hash);
  expect(await response.text()).toBe(aDrawing({ colour: "red" }));
  expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
  expect(response.headers.get("Cache-Control")).toBe("private, max-age=31536000, immutable");
});

test("there is no picture for who is signed out, nor under a hash that is none", async () => {
  const { stored } = aStoredDrawing();
  await aQuiz({ pictures: [stored] });
  expect((await imageFor(undefined, stored.hash)).status).toBe(404);
  expect((await imageFor(await aTrainee(), "0".repeat(64))).status).toBe(404);
  expect((await imageFor(await aTrainee(), "hands/palm.svg")).status).toBe(404);
});

async function bodyOf(answer: unknown) {
  const response = answer instanceof Response ? answer : Response.json(answer);
  return response.json();
}

test("an attempt shows the picture that its version had, on the page and in the review", async () => {
  const before = aStoredDrawing({ colour: "red", alt: "The left palm" });
  const after = aStoredDrawing({ colour: "blue" });
  const quizId = "hands";
  const showing = ({ stored, picture }: typeof before) =>
    aQuiz({
      id: quizId,
      pictures: [stored],
      sections: [{ items: [aSingle({ image: picture })] }],
    });
  const [trainee, other] = [await aTrainee(), await aTrainee()];
  const open = await anAttempt(trainee, await showing(before));
  const submitted = await anAttempt(other, { quizId }, { submitted: true });
  await showing(after);

  const page = await load({ loader: pageLoader }, await requestAs(trainee, "/attempt"), {
    attemptId: open.id,
    page: 1,
  });
  const review = await load({ loader: resultLoader }, await requestAs(other, "/result"), {
    attemptId: submitted.id,
  });
  const answered = await bodyOf(page);
  expect(JSON.stringify(answered)).toContain(JSON.stringify(before.picture));
  expect(JSON.stringify(answered)).not.toContain(after.picture.hash);
  // The review may also show how the item reads today, apart from how it was taken.
  const [reviewed] = (await bodyOf(review)).items;
  expect(reviewed.item.image).toEqual(before.picture);
  expect(reviewed.today.item.image).toEqual(after.picture);
});
