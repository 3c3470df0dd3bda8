import { clsx } from "clsx";
import { Tooltip } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import styles from "./parts.module.css";

type ButtonProps = ComponentProps<"button"> & { tone?: "plain" | "primary" | "danger" };

export function Button({ tone = "plain", className, ...rest }: ButtonProps) {
  const look = clsx(styles.button, tone !== "plain" && styles[tone], className);
  return <button type="button" className={look} {...resting(rest)} />;
}

/** A button that is only an icon: its label is its tooltip too. */
export function IconButton({ label, className, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          aria-label={label}
          className={clsx(styles.button, styles.icon, className)}
          {...resting(rest)}
        />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
          {label}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** A button that has nothing to do, for now or any more, keeps the focus, which one that is disabled would lose. */
export function resting<P extends ComponentProps<"button">>({ disabled = false, ...rest }: P) {
  return disabled ? { ...rest, "aria-disabled": true, onClick: refuse } : rest;
}

/** As the one that a form is sent by, it does not send it, by Enter in a field either. */
function refuse(event: MouseEvent): void {
  event.preventDefault();
}
