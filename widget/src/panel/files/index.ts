/** Files that are sent, and files that have come. */
import css from "./files.css?inline";

export { FileView } from "./file_view";
export { UploadTray } from "./tray";
export { type Upload, Uploads } from "./uploads";
export { css };
