/** Name of the table of nftables that holds our rules; it is the only one that our files touch. */
export const tableName = 'asterism';
