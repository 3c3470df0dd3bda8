import { type ReactNode, useCallback, useState } from "react";
import { PermissionHint } from "../alerts/permission_hint";
import { Palette } from "../palette/palette";
import { useShortcuts } from "../shortcuts/listen_to_keys";
import { useCommand } from "../shortcuts/running";
import { ShortcutSheet } from "../shortcuts/shortcut_sheet";
import { useSignsOfLife } from "./my_presence";
import { Navigation } from "./navigation";
import styles from "./shell.module.css";
import { useDeskCommands } from "./use_desk_commands";

/** Every page of the dashboard: navigation beside it, or below it on a phone; over it, the palette and the shortcuts. */
export function Shell({ children }: { children: ReactNode }) {
  const [isFinding, setFinding] = useState(false);
  const [isSheetOpen, setSheetOpen] = useState(false);
  useShortcuts(useCallback(() => setFinding((isOpen) => !isOpen), []));
  useCommand("shortcuts", () => setSheetOpen(true));
  useDeskCommands();
  useSignsOfLife();
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById("page")?.focus()}>
        Skip to the page
      </button>
      <Navigation onFind={() => setFinding(true)} />
      <main id="page" tabIndex={-1} className={styles.page}>
        {children}
      </main>
      <PermissionHint />
      <Palette isOpen={isFinding} onOpenChange={setFinding} />
      <ShortcutSheet isOpen={isSheetOpen} onOpenChange={setSheetOpen} />
    </div>
  );
}
