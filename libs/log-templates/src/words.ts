// General knowledge about words in log messages. None of it is about one system.

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const weekdays = set('Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
export const months = set('Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September October November December');
export const zones = set('UTC GMT EST EDT CST CDT MST MDT PST PDT CET CEST BST IST JST AM PM');

/** Units that may stand after a number and vary with its size. */
export const units = set('B KB MB GB TB PB kB KiB MiB GiB TiB bytes byte K M G ns us ms s sec secs second seconds msec msecs millis milliseconds min mins minute minutes h hour hours day days');

/** Words after which a name is to be expected: two different ones are evidence enough there. */
export const introducers = set('user users host hostname node name named domain file directory dir path device account client server group topic table database queue module package process program command key id alias label');

/** Stands for a word that varies in a line that stands for many; from the private part of Unicode. */
export const WILD = '\ue000';

export const flagWords = set('true false null True False None TRUE FALSE NULL nil NaN');
export const isFlag = (word: string): boolean => flagWords.has(word);

const states = set(
  'up down on off in out yes no not none ok okay fail success failure error fatal warn warning info debug start stop open close begin end enter exit create delete remove add new old read write get set put post send receive ' +
    'active inactive idle busy ready dead alive valid invalid online offline enable disable available unavailable normal abnormal critical full empty low high left right before after master slave leader follower primary secondary standby ' +
    'boot halt wait reset abort cancel commit rollback lock unlock load unload mount unmount connect disconnect login logout join leave allow deny accept reject grant success succeeded pending done complete first last input output request response source target local remote',
);
const participle = /^[A-Za-z]{2,}(?:ed|ing|able|ible)$/;
const upper = /^[A-Z][A-Z_-]+$/;

/** Words that tell a state or an outcome: they decide a diagnosis, so that they are hardly ever a variable part. */
export const isState = (word: string): boolean => states.has(word.toLowerCase()) || participle.test(word);

/** Capitals only: a name of a constant, mostly a state too. */
export const isUpper = (word: string): boolean => upper.test(word);

/** What may follow `user` without being one. */
export const notUsers = set('unknown request requests requested name names id ids list data account error input space mode group by from on in is was has not with and or');

/** Shaped like an identifier rather than like a word of a sentence. */
export const isIdentifier = (word: string): boolean => /[_.\-/\\@$~]|\p{L}\d|\d\p{L}/u.test(word);

const parts = set('source target local remote input output request response master slave leader follower primary secondary');
/** Says what is done or how it went. Unlike `isState` it leaves out words that are parts of names as well: `Source: orders`. */
export const isDoing = (word: string): boolean => isState(word) && !parts.has(word.toLowerCase());

const functionWords = set('an the this that these those of to for from in on at by with without into onto over under and or but if as than then so is are was were be been has have had will would can cannot could should must may not no it its their while when because since until after before during again already still yet any all some');
/** Holds sentences together; names hardly ever hold one. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word.toLowerCase());
