import { expect, test } from "vitest";
import { type Post, pauseAfter, postsIn, withoutPost, withPost, withSent } from "./outbox.ts";

function aPost(fields: Partial<Post> = {}): Post {
  return { id: "1", window: "w", path: "/attempts/1/pages/1", body: "", isSent: false, ...fields };
}

test.each([
  [1, 2_000],
  [2, 4_000],
  [3, 8_000],
  [6, 60_000],
  [40, 60_000],
])("after %i failures the next try waits %i ms", (failures, pause) => {
  expect(pauseAfter(failures)).toBe(pause);
});

test("the newest state of a page takes the place of the one that waits", () => {
  const posts = withPost([aPost({ body: "a=1" })], aPost({ id: "2", body: "a=2" }));
  expect(posts).toEqual([aPost({ body: "a=2" })]);
});

test("what was sent already is repeated as it was, before what came after it", () => {
  const sent = aPost({ body: "a=1", isSent: true });
  expect(withPost([sent], aPost({ id: "2", body: "a=2" })).map(({ body }) => body)).toEqual([
    "a=1",
    "a=2",
  ]);
  expect(withSent([aPost()], "1")).toEqual([aPost({ isSent: true })]);
});

test("what another window has left is not overwritten, nor is another page", () => {
  const left = aPost({ id: "0", window: "gone", body: "a=0" });
  const other = aPost({ id: "1", path: "/attempts/1/pages/2" });
  expect(withPost([left, other], aPost({ id: "2", body: "a=2" }))).toHaveLength(3);
});

test("once a post is answered, what waits of the same page changes what it has saved", () => {
  const waiting = aPost({ id: "2", body: "_base.x=&_base.y=&x=B&y=" });
  const posts = withoutPost([aPost({ isSent: true }), waiting], aPost(), { x: '"A"' });
  expect(posts.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
    { "_base.x": '"A"', "_base.y": "", x: "B", y: "" },
  ]);
});

test("what another window has saved does not count as seen by this one", () => {
  const waiting = aPost({ id: "2", body: "_base.x=&x=" });
  const posts = withoutPost([waiting], aPost({ id: "0", window: "gone" }), { x: '"A"' });
  expect(posts).toEqual([waiting]);
});

test("posts survive being kept as text", () => {
  const posts = [aPost({ body: "a=%C3%A4&b=1" })];
  expect(postsIn(JSON.stringify(posts))).toEqual(posts);
});

test.each([null, "", "{", "{}", "[1, null, {}]", '[{"id":"1"}]'])("%o holds no post", (text) => {
  expect(postsIn(text)).toEqual([]);
});
