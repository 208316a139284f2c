/** What a dataset of this project is called, on any system. */
export const fileNameFor = (project: string): string => `${project.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').slice(0, 100) || 'dataset'}.json`
