/** The path of a file that came in a folder, else its name. */
export function pathOf(file: File): string {
  const { relativePath } = file as File & { relativePath?: string | null }; // given by Uppy to what was dropped
  const path = relativePath || file.webkitRelativePath || file.name;
  return path.replace(/^\//, '');
}
