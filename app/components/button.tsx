import type { ComponentPropsWithoutRef } from "react";

/** One primary button a page. `quiet` is for what few people need; `danger` for what is final. */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

type Variant = { variant?: ButtonVariant };
type ButtonProps = ComponentPropsWithoutRef<"button"> & Variant;
type ButtonLinkProps = ComponentPropsWithoutRef<"a"> & Variant & { href: string };

const SHAPE =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-control border py-2 text-center font-semibold transition-colors disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-muted disabled:text-ink-soft disabled:no-underline";

const LOOK: Record<ButtonVariant, string> = {
  primary: "border-transparent px-5 bg-accent text-on-accent enabled:hover:bg-accent-strong",
  secondary: "border-line-strong px-5 bg-raised text-accent hover:bg-accent-soft",
  quiet:
    "border-transparent px-3 text-accent underline decoration-1 underline-offset-4 hover:bg-accent-soft",
  danger:
    "border-transparent px-5 bg-bad text-on-accent enabled:hover:bg-ink enabled:hover:text-surface",
};

const LINK_LOOK: Record<ButtonVariant, string> = {
  ...LOOK,
  primary: "border-transparent px-5 bg-accent text-on-accent hover:bg-accent-strong",
  danger: "border-transparent px-5 bg-bad text-on-accent hover:bg-ink hover:text-surface",
};

export function Button({
  variant = "primary",
  type = "submit",
  className = "",
  ...native
}: ButtonProps) {
  return <button type={type} className={`${SHAPE} ${LOOK[variant]} ${className}`} {...native} />;
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  variant = "primary",
  className = "",
  children,
  ...native
}: ButtonLinkProps) {
  return (
    <a className={`${SHAPE} ${LINK_LOOK[variant]} ${className}`} {...native}>
      {children}
    </a>
  );
}
