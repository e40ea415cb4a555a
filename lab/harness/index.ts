export * from './namespace';
export * from './namespace-command';
export * from './ports';
export * from './run';
export * from './scene';
export * from './server';
export * from './suite';
export * from './wait';
