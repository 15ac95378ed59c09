import type { Ending } from "./responses.ts";

/** What somebody of the demo has done so far. */
export type Story =
  | "is certified"
  | "is certified twice"
  | "had it withdrawn"
  | "has renewed early"
  | "is due soon"
  | "has lapsed"
  | "is half-way"
  | "lacks one quiz"
  | "has failed"
  | "has failed and passed"
  | "missed a safety item"
  | "has done nothing"
  | "was invited"
  | "has left"
  | "takes no quizzes";

/** What more than the first certification takes, as our quiz files have it. */
const PROTOCOL = "treatment-protocol";

export type Sitting = {
  quizId: string;
  daysAgo: number;
  /** After the first sitting of that day. */
  minutes: number;
  ending: Ending | "stops half-way";
};

/**
 * The sittings behind a story, for a certification of twelve months with a window of 60 days.
 * @param index of the person, which spreads the same story over different days
 */
export function planOf(story: Story, quizIds: readonly string[], index: number): Sitting[] {
  const spread = (days: number) => (index * 37) % days;
  const passesAll = (daysAgo: number) =>
    quizIds.map((quizId) => sitting(quizId, daysAgo, "passes"));
  const [first = "", second = "", third = ""] = quizIds;
  switch (story) {
    case "is certified twice":
      return inOrder([...passesAll(60 + spread(150)), sitting(PROTOCOL, 20, "passes")]);
    case "had it withdrawn":
    case "is certified":
      return inOrder(passesAll(25 + spread(250)));
    case "has renewed early":
      // Certified until day -36 before today, with a window from day -96: renewed inside of it.
      return inOrder([...passesAll(400 + spread(8)), ...passesAll(55 + spread(15))]);
    case "is due soon":
      return inOrder(passesAll(315 + spread(45)));
    case "has lapsed":
      return inOrder(passesAll(375 + spread(200)));
    case "has left":
      return inOrder(passesAll(180 + spread(90)));
    case "is half-way":
      return inOrder([sitting(first, 6, "passes"), sitting(second, 1, "stops half-way")]);
    case "lacks one quiz":
      return inOrder([
        sitting(first, 14 + spread(20), "passes"),
        sitting(second, 9 + spread(4), "fails"),
        sitting(second, 4 + spread(4), "passes"),
      ]);
    case "has failed":
      return inOrder([sitting(first, 5 + spread(9), "passes"), sitting(third, 2, "fails")]);
    case "has failed and passed":
      return inOrder([
        sitting(first, 64 + spread(90), "fails"),
        sitting(third, 62 + spread(90), "fails"),
        ...passesAll(60 + spread(90)),
      ]);
    case "missed a safety item":
      return inOrder([sitting(third, 2 + spread(5), "misses a safety item")]);
    case "has done nothing":
    case "was invited":
    case "takes no quizzes":
      return [];
  }
}

function sitting(quizId: string, daysAgo: number, ending: Sitting["ending"]): Sitting {
  return { quizId, daysAgo, minutes: 0, ending };
}

/** Sittings of one day follow each other with a break between them. */
function inOrder(sittings: readonly Sitting[]): Sitting[] {
  const onDay = new Map<number, number>();
  return sittings.map((each) => {
    const earlier = onDay.get(each.daysAgo) ?? 0;
    onDay.set(each.daysAgo, earlier + 1);
    return { ...each, minutes: earlier * 25 };
  });
}
