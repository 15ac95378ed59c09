import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { ShownItem } from "./item-detail.tsx";
import { ShareBar } from "./share-bar.tsx";

/** Every item in a line: how easy it is, and how well it tells who knows. */
export function ItemTable({ items }: { items: readonly ShownItem[] }) {
  return (
    <DataTable
      label="Figures of each item"
      head={
        <>
          <HeadCell>Item</HeadCell>
          <HeadCell>Facility</HeadCell>
          <HeadCell>Discrimination</HeadCell>
          <HeadCell>Efficiency</HeadCell>
          <HeadCell>Effective weight</HeadCell>
          <HeadCell>Worth a look</HeadCell>
        </>
      }
    >
      {items.map((item) => (
        <tr key={item.id}>
          <RowHead>
            <Html html={item.stem} className="line-clamp-3 font-normal" />
            <a
              href={`#item-${item.id}`}
              className="link inline-flex min-h-8 items-center font-mono text-small"
            >
              {item.id}
            </a>
          </RowHead>
          {item.figures ? (
            <>
              <Cell>
                <ShareBar share={item.figures.share} />
                <p>{item.figures.facility}</p>
                <p className="text-small text-ink-soft">{item.note}</p>
              </Cell>
              <FigureCell value={item.figures.discrimination} note={item.note} />
              <FigureCell value={item.figures.efficiency} note={item.note} />
              <FigureCell value={item.figures.weight} note={item.note} />
            </>
          ) : (
            <>
              <Cell>
                <p>{item.right} fully right</p>
                <p>{item.interval}</p>
                <p className="text-small text-ink-soft">{item.note}</p>
              </Cell>
              <Cell>from 20 attempts on</Cell>
              <Cell>from 20 attempts on</Cell>
              <Cell>from 20 attempts on</Cell>
            </>
          )}
          <Cell>
            <ItemBadge {...item} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  );
}

function FigureCell({ value, note }: { value: string; note: string }) {
  return (
    <Cell>
      {value}
      <p className="text-small text-ink-soft">{note}</p>
    </Cell>
  );
}

/** Whether there is something to look at. That nearly everybody gets an item right is good. */
export function ItemBadge({ flags, figures }: Pick<ShownItem, "flags" | "figures">) {
  if (figures?.isMastery) return <StatusBadge tone="good">Mastered</StatusBadge>;
  if (flags.length === 0) return <span className="text-small text-ink-soft">Nothing</span>;
  return (
    <StatusBadge tone="info">
      {flags.length === 1 ? "1 remark" : `${flags.length} remarks`}
    </StatusBadge>
  );
}
