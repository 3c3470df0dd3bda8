import { type ArticleFormat, isApiError } from "@frontdesk/widget/client";
import { FileDown, Files, FileUp, Sheet } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import menu from "../parts/menu.module.css";
import { saveFile } from "../parts/save_file";
import { useToast } from "../parts/toasts";
import styles from "./articles_page.module.css";
import { filtersOf, useArticleFilters } from "./filters";
import { ImportDialog } from "./import_dialog";

const NAMES: Record<ArticleFormat, string> = { markdown: "articles.zip", csv: "articles.csv" };

/** Takes articles over from files, and gives them out as such. */
export function FilesMenu() {
  const [isImporting, setImporting] = useState(false);
  const { filters } = useArticleFilters();
  const narrowed = Object.keys(filtersOf(filters)).length > 0;
  const download = useExport();
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button className={styles.files}>
            <Files size={15} aria-hidden="true" />
            <span>Import and export</span>
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Item className={menu.item} onSelect={() => setImporting(true)}>
              <FileUp size={15} aria-hidden="true" />
              Import files…
            </DropdownMenu.Item>
            <DropdownMenu.Separator className={menu.separator} />
            <DropdownMenu.Label className={menu.label}>
              {narrowed ? "What the filters leave" : "All articles"}
            </DropdownMenu.Label>
            <DropdownMenu.Item className={menu.item} onSelect={() => void download("markdown")}>
              <FileDown size={15} aria-hidden="true" />
              Export Markdown files (.zip)
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menu.item} onSelect={() => void download("csv")}>
              <Sheet size={15} aria-hidden="true" />
              Export a table (.csv)
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isImporting && <ImportDialog close={() => setImporting(false)} />}
    </>
  );
}

function useExport(): (format: ArticleFormat) => Promise<void> {
  const { api } = useWork();
  const { filters } = useArticleFilters();
  const say = useToast();
  return async (format) => {
    try {
      saveFile(await api.exportArticles(format, filtersOf(filters)), NAMES[format]);
    } catch (error) {
      if (!isApiError(error)) throw error;
      say(`The articles could not be exported. ${error.message}`);
    }
  };
}
