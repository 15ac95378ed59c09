import type { Block } from "#app/core/notification.ts";

/** The text of a notification: paragraphs, and lists whose lines may lead somewhere. */
export function NotificationBody({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="grid max-w-reading gap-2 wrap-anywhere">
      {blocks.map((block, index) =>
        block.kind === "paragraph" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks never move.
          <p key={index} className={isTitle(blocks, index) ? "mt-1 font-semibold" : undefined}>
            {block.text}
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks never move.
          <ul key={index} className="list-disc pl-5">
            {block.lines.map(({ text, path }) => (
              <li key={`${text} ${path}`} className="py-0.5">
                {path === undefined ? (
                  text
                ) : (
                  <a href={path} className="link block w-fit py-0.5">
                    {text}
                  </a>
                )}
              </li>
            ))}
          </ul>
        ),
      )}
    </div>
  );
}

/** What stands over a list names it. */
function isTitle(blocks: readonly Block[], index: number): boolean {
  return blocks[index + 1]?.kind === "list";
}
