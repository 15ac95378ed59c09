import { expect, test } from "vitest";
import { sortNameOf, tidyName } from "./person-name.ts";

test.each([
  ["  Aoife   Byrne ", "Aoife Byrne"],
  ["Aoife\tByrne\r\n", "Aoife Byrne"],
  ["Zoe\u0308", "Zo\u00eb"],
  ["A\u202egnitset", "Agnitset"],
  ["Νικολέτα Παπαδοπούλου", "Νικολέτα Παπαδοπούλου"],
  ["   ", ""],
])("%j is stored as the name %j", (typed, stored) => {
  expect(tidyName(typed)).toBe(stored);
});

test.each([
  ["Zoë O’Brien", "zoe o’brien"],
  ["Łukasz Żółć", "lukasz zolc"],
  ["Søren Ærø", "soren aero"],
  ["İpek Işık", "ipek isik"],
  ["Straße", "strasse"],
  ["Νικολέτα", "νικολετα"],
  ["ΣΟΦΟΣ", "σοφοσ"],
  ["Ёлкина", "елкина"],
])("%s is sorted and searched by as %s", (name, folded) => {
  expect(sortNameOf(name)).toBe(folded);
  expect(sortNameOf(folded)).toBe(folded);
});
