export { type FieldJudge, fieldJudges, type ObjectProblem } from './object-problems';
