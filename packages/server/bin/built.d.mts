/** The folder that holds all packages. */
export const packages: string;
/** The folder that holds all builds. */
export const builds: string;
/** Folder of the build of the sources as they are now; it may not be there. */
export function folderOfBuild(): string;
