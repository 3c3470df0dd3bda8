import { clsx } from "clsx";
import { Tooltip } from "radix-ui";
import type { ComponentProps } from "react";
import styles from "./parts.module.css";

type ButtonProps = ComponentProps<"button"> & { tone?: "plain" | "primary" | "danger" };

export function Button({ tone = "plain", className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={clsx(styles.button, tone !== "plain" && styles[tone], className)} {...rest} />
  );
}

/** A button that is only an icon: its label is its tooltip too. */
export function IconButton({ label, className, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button type="button" aria-label={label} className={clsx(styles.button, styles.icon, className)} {...rest} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.tooltip} sideOffset={6} collisionPadding={8}>
          {label}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
