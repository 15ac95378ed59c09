import type { LoaderFunctionArgs } from "@remix-run/node";
import { findUser } from "#app/session.server.ts";
import { findImage } from "#db/queries/images.ts";

const YEAR_IN_SECONDS = 31_536_000;

/**
 * A picture of a quiz, by its hash: what is in it never changes. Its headers keep a drawing from
 * running anything (see http.server.ts). Signed out there is no picture: nothing is kept for after
 * the sign-in, because nobody is on their way to it.
 */
export async function loader({ request, params: { hash = "" } }: LoaderFunctionArgs) {
  const person = await findUser(request);
  const image = person && (await findImage(hash));
  if (!image) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(image.content), {
    headers: {
      "Content-Type": image.mediaType,
      "Cache-Control": `private, max-age=${YEAR_IN_SECONDS}, immutable`,
    },
  });
}
