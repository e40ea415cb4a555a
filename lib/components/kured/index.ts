export { kured } from './kured';
