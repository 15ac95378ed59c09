/**
 * A quiz file with the types of items that are more than choices, with texts as long as they come:
 * what a browser test takes from beginning to end. Text for a file, as an author writes it.
 */
export const QUIZ_OF_EVERY_TYPE = JSON.stringify({
  title: "Every type of item",
  summary: "Items to match, to order, to write a number and a word for.",
  owner: "Clinical education lead",
  reviewBy: "2027-06-30",
  passingScore: 80,
  shuffle: ["choices"],
  sources: { S1: { title: "A source" } },
  sections: [
    {
      id: "all",
      title: "All",
      items: [
        {
          id: "layers",
          type: "matching",
          stem: "Match each layer of the skin to what it is known for.",
          prompts: [
            {
              id: "epidermis",
              text: "Epidermis",
              target: "barrier",
              rationale: "It is renewed from below all the time.",
            },
            { id: "dermis", text: "Dermis", target: "collagen", rationale: "It carries the skin." },
            { id: "fat", text: "Fat under the skin", target: "cushion" },
          ],
          targets: [
            { id: "barrier", text: "Barrier" },
            { id: "collagen", text: "Collagen" },
            { id: "cushion", text: "Cushion" },
            { id: "nails", text: "Nails" },
          ],
          rationale: "Three layers, three tasks.",
          evidence: ["S1"],
          reviewBy: "2027-06-30",
        },
        {
          id: "long-pairs",
          type: "matching",
          scoring: "exact",
          critical: true,
          stem: "Match each thing that a client says on the day to what you do about it before anything touches the skin.",
          prompts: [
            {
              id: "isotretinoin",
              text: "“I have just finished my **last week** of tablets for acne, the strong ones, and my skin has been dry and sore ever since then, to be honest.”",
              target: "ask",
            },
            {
              id: "sunburn",
              text: "“We had such a lovely weekend at the sea. My face is still hot, red and peeling, but that will not matter under the numbing cream, will it?”",
              target: "defer",
            },
          ],
          targets: [
            {
              id: "ask",
              text: "Ask the prescriber or the clinic's doctor before you go on, and write down what was said and who said it, with the date",
            },
            {
              id: "defer",
              text: "Put the treatment off until the skin has settled, explain why, and book a new date with the client before they leave the clinic",
            },
            {
              id: "on",
              text: "Go on as planned, with a lower depth of needles and twice as much serum",
            },
          ],
          rationale: "What is inflamed is not needled.",
          evidence: ["S1"],
          reviewBy: "2027-06-30",
        },
        {
          id: "gloves",
          type: "ordering",
          stem: "You change gloves during a treatment. Put the steps in order.",
          steps: [
            {
              id: "step-1",
              text: "Put the handpiece down on its sterile field, with the needles pointing away from you and from the client, where nobody can brush against them",
            },
            {
              id: "step-2",
              text: "Take the gloves off",
              rationale: "The outside of them carries blood.",
            },
            { id: "step-3", text: "Clean your hands with an *alcohol rub* until they are dry" },
            { id: "step-4", text: "Put on new gloves" },
          ],
          criticalPairs: [
            {
              first: "step-3",
              // biome-ignore lint/suspicious/noThenProperty: the name of the field in quiz files.
              then: "step-4",
              rationale: "New gloves over soiled hands carry what is on them.",
            },
          ],
          rationale: "Hands are cleaned between two pairs of gloves.",
          evidence: ["S1"],
          reviewBy: "2027-06-30",
        },
        {
          id: "rub-seconds",
          type: "numeric",
          stem: "For how long do you rub your hands with an alcohol rub?",
          unit: "seconds",
          answer: 25,
          tolerance: 5,
          alternatives: [{ answer: 15 }],
          rationale: "20 to 30 seconds, until the hands are dry.",
          evidence: ["S1"],
          reviewBy: "2027-06-30",
        },
        {
          id: "dark-spots",
          type: "text",
          stem: "What is the word for skin that turns darker after it was inflamed?",
          accepted: ["Post-inflammatory hyperpigmentation", "PIH"],
          rationale: "Post-inflammatory hyperpigmentation, PIH.",
          evidence: ["S1"],
          reviewBy: "2027-06-30",
        },
      ],
    },
  ],
});
