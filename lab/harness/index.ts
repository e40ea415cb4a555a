export * from './namespace';
export * from './ports';
export * from './run';
export * from './scene';
export * from './server';
export * from './suite';
export * from './wait';
