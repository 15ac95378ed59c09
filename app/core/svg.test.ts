import { expect, test } from "vitest";
import { svgProblem } from "./svg.ts";

function drawing(inside: string): string {
  return `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">${inside}</svg>`;
}

test.each([
  '<path d="M0 0h9"/><!-- <script>alert(1)</script> -->',
  '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="9" height="9"/>',
  "<style>.a { fill: url('#a') }</style>",
  '<use href="#part"/><use xlink:href="#part"/>',
  '<image href="data:image/png;base64,AAAA"/>',
  '<text font-family="sans-serif">once &lt; twice, online</text>',
  "<title>What it shows</title>",
])("a drawing that stands for itself may be shown: %s", (inside) => {
  expect(svgProblem(drawing(inside))).toBeUndefined();
});

test.each([
  ["<script>alert(1)</script>", "holds a script"],
  ["<svg:script href='#a'/>", "holds a script"],
  ['<rect onclick="alert(1)"/>', 'holds a script ("onclick")'],
  ["<rect fill='red'\n\tONLOAD = 'alert(1)'/>", 'holds a script ("ONLOAD")'],
  ["<foreignObject><p>words</p></foreignObject>", "holds <foreignObject>, which is no drawing"],
  [
    '<image href="https://elsewhere.example/a.png"/>',
    'refers to something outside of it ("https://elsewhere.example/a.png")',
  ],
  ['<a xlink:href="javascript:alert(1)"/>', 'refers to something outside of it ("javascript:'],
  ['<a href="&#106;avascript:alert(1)"/>', "refers to something outside of it"],
  ['<use href="other.svg#part"/>', 'refers to something outside of it ("other.svg#part")'],
  ['<image href="data:image/svg+xml;base64,AAAA"/>', "refers to something outside of it"],
  ['<rect style="fill: url(https://elsewhere.example/a)"/>', "refers to something outside of it"],
  ["<style>@import 'a.css';</style>", "refers to a style sheet outside of it"],
])("a drawing that runs or loads something may not: %s", (inside, problem) => {
  expect(svgProblem(drawing(inside))).toContain(problem);
});

test("entities and style sheets before the drawing are refused", () => {
  expect(svgProblem(`<!DOCTYPE svg [<!ENTITY a "b">]>${drawing("")}`)).toContain("entities");
  expect(svgProblem(`<?xml-stylesheet href="a.css"?>${drawing("")}`)).toContain("style sheet");
});
