import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("keys come in order at every depth, without white space", () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: "x y" })).toBe(
    '{"a":"x y","b":[{"c":null,"d":1}]}',
  );
});

test("the order of a list means something and stays", () => {
  expect(canonicalJson([3, 1, 2])).toBe("[3,1,2]");
  expect(canonicalJson({ shuffle: ["items", "choices"] })).not.toBe(
    canonicalJson({ shuffle: ["choices", "items"] }),
  );
});

test("a field left out and a field that is undefined say the same", () => {
  expect(canonicalJson({ title: "A quiz", draw: undefined })).toBe('{"title":"A quiz"}');
});

test("keys that objects treat specially are kept", () => {
  const authored: unknown = JSON.parse('{"__proto__":{"b":1,"a":2},"10":1,"9":2}');
  expect(JSON.parse(canonicalJson(authored))).toEqual(authored);
  expect(canonicalJson(authored)).toContain('"__proto__":{"a":2,"b":1}');
});

test("what it writes reads back as the same, whatever it is", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(JSON.parse(canonicalJson(JSON.parse(text)))).toEqual(JSON.parse(text));
    }),
  );
});

test("the same fields in another order give the same text", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      const turned = Object.fromEntries(Object.entries(fields).reverse());
      expect(canonicalJson({ within: [turned] })).toBe(canonicalJson({ within: [fields] }));
    }),
  );
});
