import './site.css';
import { workOnChallenges } from './challenge.ts';
import { rememberDrafts } from './drafts.ts';
import { countCharacters, focusProblems, offerPosition, previewFiles, sendOnce } from './fields.ts';

// All of it is comfort: each page works without a script.
rememberDrafts();
countCharacters();
previewFiles();
offerPosition();
sendOnce();
focusProblems();
workOnChallenges();
