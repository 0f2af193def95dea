import { type CourtesyKind, courtesyKind } from './courtesy-kind';

/** Words that say nothing by themselves. No "not", no "no": what is denied is matter, but for the phrases that need it. */
const SMALL = `
  a an the i me my myself mine we us our you your yours yourself u ur it its this that these those there here they them he she
  im ive id ill were weve wed youre youve youll youd its thats theres whats
  is am are was were be been being have has had having do does did will would can could may might shall should must
  to of for in on at by from with about as so and or but if when whenever while because than then too also just very really
  truly most much many more lots lot bit little any all every each everyone everybody everything anything anyone anybody some
  someone something again always ever once still yet soon now today please pls plz kindly well what whatever one
  oh ok okay hi hello hey dear sir madam team everyone folks guys all support staff
  like want wanted wish say let know hope sure may might matter regarding`;

const HELP = `help helps helping helped helpful assist assists assisting assistance assisted support service services guidance advice
  question questions query queries issue issues problem problems concern concerns matter matters inquiry inquiries enquiry
  request requests situation case topic subject email emails mail message messages letter letters note`;
const ANSWER = `answer answers answering reply replies replying respond responds responding response responses hear hearing back word
  feedback clarification clarify confirmation update updates info information details explanation prompt promptly quick quickly
  swift swiftly speedy fast timely early earliest soonest possible asap convenience able`;
const TIME = `# minute minutes min mins hour hours hr hrs day days week weeks month months year years time times twice thrice morning mornings
  afternoon afternoons evening evenings night nights noon lunch midday weekend weekends weekday weekdays weekdays today tomorrow
  yesterday tonight monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday
  sundays am pm oclock est cst pst et ct pt after before between until till during around about since past last next next half
  two three four five six seven eight nine ten fifteen twenty thirty forty fifty sixty several couple few number a dozen an`;

const WAYS = `call calls calling called phone phones telephone text ring contact reach reached number numbers cell mobile home work office
  direct line landline email mail address voicemail extension ext @phone @email @link @account`;

function english(name: CourtesyKind['name'], says: RegExp, words: string): CourtesyKind {
  return courtesyKind(name, says, SMALL, words);
}

/** Of several that fit, the first names the sentence. */
export const ENGLISH_COURTESY: readonly CourtesyKind[] = [
  english(
    'greeting',
    /^(?:(?:hi|hello|hey|hiya|howdy|dear|greetings|attn|good (?:morning|afternoon|evening|day))\b|to whom(?:ever)? (?:it|this) may concern)/,
    `hiya howdy greetings good morning afternoon evening day whom whomever may concern sirs madams mr mrs ms miss customer client
     member care relations representative rep agent advisor department desk office company friend friends colleague colleagues
     ladies gentlemen wonderful people attn attention happy bank firm sales concerned responsible party`,
  ),
  english(
    'thanks',
    /\b(?:thank|thanks|thankyou|thankful|thankfully|thanx|thnx|thx|thks|tks|ty|tia|tysm|appreciate[ds]?|appreciation|appreciative|grateful|gratitude|indebted|obliged|kudos|bless you|owe you|very kind of you|means a lot)\b/,
    `out into over up way thank thanks thankyou start thankful thankfully thanking thanx thnx thx thks tks ty tia tysm appreciate appreciated appreciates
     appreciating appreciation given assistance offer enough cant start beginning closing begin end appreciative grateful gratitude indebted obliged kudos bless god owe kind means express expressing
     expressed extend send saying said wanted ${HELP} ${ANSWER} time attention patience understanding kindness consideration
     cooperation co operation effort efforts hard work business job done doing great good best better wonderful amazing excellent
     awesome fantastic valuable valued continued ongoing past usual advance ahead beforehand anticipation anticipating forward
     regards million thousand bunch ton tons heaps loads dearly most highly extreme speaking talking talk reading read listening
     listen looking look taking take took taken giving give given gave provide provided providing offer offered get getting got
     handling handle resolving resolve sorting sort fixing checking being there person people colleague colleagues
     call chat conversation how possible thought care courtesy favor favour willingness professionalism expertise such
     youre hi day sincere deepest heartfelt bottom heart behalf family wife husband in all whole entire
     over past year years whoever reads handles receives team everyone member members urgent immediate needed this sincerely ahead offer can trouble troubles assistance come comes big huge`,
  ),
  english(
    'good wishes',
    /\b(?:hop(?:e|ing) (?:this|that|the|you|your|youre|all|everyone|everybody|everything|its|it|to hear|for a|my email|my message|we can|i am not|im not)\b|(?:i |we |^)trust(?:ing)? (?:this|that|you|your|all)|how are you|how have you been|hows it going|happy (?:new year|holidays?|easter|thanksgiving|monday|tuesday|wednesday|thursday|friday)|merry christmas|seasons greetings|have an? (?:\w+ )?(?:great|good|nice|wonderful|lovely|fantastic|blessed|pleasant|happy|awesome|amazing|beautiful|terrific|safe|relaxing)|enjoy (?:your|the rest)|wish(?:ing)? (?:you|everyone)|best wishes|all the best|take care|stay (?:safe|well)|be well|nice to (?:e ?)?meet|pleasure|welcome|good luck|god bless)\b/,
    `over way hoping trust trusting how find finds found reach reaches reaching meets meet emeet e ${HELP} ${ANSWER} good great fine nice lovely wonderful
     fantastic pleasant blessed relaxing restful beautiful sunny warm best better safe safely healthy health family families loved
     ones spirits doing keeping staying going go goes day days week weeks weekend afternoon evening morning night monday tuesday
     wednesday thursday friday saturday sunday holiday holidays christmas thanksgiving easter new year years summer winter spring
     season seasons greetings vacation start rest enjoy enjoyed enjoying happy merry wishing wishes luck bless god care take stay keep
     pleasure meeting nice make makes sense clear far ahead yours ends end swimmingly amazing awesome terrific
     understand understandable fun peaceful joyful prosperous time off busy wherever`,
  ),
  english(
    'request for an answer',
    /\b(?:look(?:ing)? forward|a ?wait(?:s|ing)?|wait(?:ing)? (?:for|on|to) (?:a|an|your|you|hear)|hear(?:ing)? (?:back )?(?:from|soon)|let (?:me|us) know|get(?:ting)? back (?:to|with) (?:me|us)|advise|(?:^|please |kindly |you |to |and )(?:respond|reply)|(?:your|a|an|any|prompt|quick|early|speedy|timely|swift|for) (?:\w+ )?(?:answer|reply|response|replies|answers)|write (?:me |us )?back|answer (?:me|us|my|soon|asap)\b|earliest convenience|anything else|(?:additional|further|more|other) (?:information|info|details?|questions?|documentation|clarification) (?:is|are|from|needed|required|you)|(?:help|assist) (?:me|us|with|out|please|needed|required|asap|a )?|(?:quick|small|simple) (?:question|favor|favour|request)|questions? (?:for you|please)|urgent(?:ly)?|point me|right direction|asap|(?:your|any) (?:help|assistance|advice|guidance|input|thoughts)|keep me (?:posted|informed|updated)|time sensitive|next steps?|how (?:best )?to proceed|what to do next|please help)/,
    `out into way looking look forward await awaiting awaits wait waiting for ${HELP} ${ANSWER} advise advising next how step steps proceed proceeding
     should go further farther additional other else need needs needed require requires required anything nothing else from
     documentation correct right best happy glad great good get gets getting give gives send drop write
     direction point pointing urgent urgently urgency priority prioritize important sensitive time timely expedite treat quick
     small simple short brief favor favour have got makes sense works that possible wonder wondering guess suppose
     keep posted informed updated kept thoughts input opinion opinions suggestion suggestions recommend recommendation chance
     moment minute second sec day days week end eagerly anxiously greatly pleased pleasure desperately immediately immediate
     attention needed course action can does done line person contact`,
  ),
  english(
    'loyalty',
    /\b(?:(?:i|we|im|ive|weve|been|am|are|was|were|as|became|remain|remained) (?:\w+ ){0,4}(?:customers?|clients?|members?|investors?|accountholders?|policyholders?|cardholders?|patrons?|shareholders?)|(?:long ?time|loyal|valued|faithful|existing|current|satisfied|happy|good) (?:customers?|clients?|members?|investors?)|(?:been|have|has|am|are) bank(?:ed|ing)? with|(?:i|we|im|ive|weve|family) (?:have |has |been |am |are |was |stayed |always )*with (?:you|your|this)|(?:done|doing|do|did) business with|dealt with you|dealing with you|loyal(?:ty)?|(?:happy|satisfied|pleased) with (?:you|your|the service)|trusted you|your (?:company|firm|bank|team|service|people|staff) (?:has|have|is|are|was|were)|good (?:to|with) (?:me|us)|(?:treated|served) (?:me|us))\b/,
    `over loyal loyalty valued faithful devoted satisfied happy pleased proud delighted longtime longstanding long standing term done lifelong time customer customers
     client clients member members investor investors accountholder policyholder cardholder patron shareholder ${TIME}
     decade decades ago over under nearly almost close exactly both same family families husband wife parents father mother mom dad son daughter children kids grandparents generation
     generations whole entire life adult always treated treat treating served serve serving trust trusted trusting recommend
     recommended relied dealt dealing dealings became bank banked banking business company firm institution organization here yours good great
     excellent wonderful fantastic kind nice fair fairly professional helpful experience experiences relationship people staff
     new existing current continue continued continuing remain remained stayed stay service services friends friend first years with`,
  ),
  english(
    'apology',
    /\b(?:sorry|(?:my|our|please accept my|sincere) apolog(?:y|ies)|^apologies|apolog(?:ize|ise|izing|ising)|excuse (?:me|my|the|any|this)|forgive (?:me|my|the|any)|pardon (?:me|my|the|any)|bear with me|(?:dont|do not|didnt) (?:mean|want) to (?:bother|be|sound)|hate to (?:bother|bug|ask)|(?:if|hope|sure|know|think|whether)\b.*\b(?:wrong|right|correct|appropriate|proper) (?:place|person|people|department|address|team|email|inbox|contact)|(?:know|realize|understand) (?:that )?you(?:re| are| must be| all are| guys are)(?: \w+)? busy|(?:silly|dumb|stupid|basic) questions?)\b/,
    `out over way sorry apology taking apologies apologize apologise apologizing apologising excuse forgive pardon bear hate mean bother bothering
     bothered trouble troubling inconvenience disturb disturbing disturbance bug bugging interrupt intrude intrusion imposing ask asking
     asked long length lengthy short late lateness delay delayed ${HELP} ${ANSWER} typing typed typo typos spelling grammar english
     language native first second speaker writing handwriting confusion confusing confused rant ranting rambling vent venting repeat repeated another
     several double posting wrong right correct appropriate proper place person people department team address inbox contact not
     dont didnt isnt arent sent sending send write wrote directed direct direction directions forward caused causing cause might
     rude pushy get getting got earlier sooner impatient insistent persistent sound silly dumb stupid basic simple ignorance lack frustration frustrated
     busy realize understand belongs belong who whom where go goes correct sure advance if busy im follow following up this
     beforehand keep keeps bugging hope mind tone mistakes errors phone thumbs`,
  ),
  english(
    'contact data',
    /(?:\bfeel free\b|\b(?:dont|not|never|without) hesitate\b|\breach (?:me|us|out)\b|\b(?:be|am|im) (?:\w+ )?reach(?:ed|able)\b|\b(?:call|phone|text|contact|email|ring|telephone|message|buzz) (?:me|us)\b|\b(?:a|your) (?:phone )?(?:call|ring|shout|buzz|call ?back|text)\b|\b(?:i|im|we|ill) (?:am |are |will be |be )?(?:\w+ )?available\b|\bmy (?:\w+ )?(?:phone|cell|cellphone|mobile|telephone|landline|number|email)(?: (?:number|address|phone))* (?:is\b|#|@)|\b(?:my|full) name is\b|\b(?:best|good|easiest|convenient) (?:time|way|number|day|phone) (?:to|for) (?:reach|call|contact|phone|email|text|me)|@phone|@email|\btry me\b|\bspeak (?:with|to|by)\b|\bif (?:you|there)\b.*\b(?:questions|anything|information)\b|\bat your disposal\b)/,
    `out over up way feel free hesitate reach reached reachable reaching ${WAYS} ${TIME} dont not never shout buzz back callback give drop
     available availability free best good easiest convenient convenient preferred prefer preferable either or both via through number numbers
     listed below above following same on file name names is full last first line leave discuss discussing talk speak speaking
     phone person can questions question concerns need needed require required anything further additional more other information
     info details else clarification problem problems issue issues arise arises should whichever works working business hours
     regular anytime usually generally always only during disposal try again directly personally happy glad gladly answer answers answering
     hear work come by wish wishes cellphone sincerely message messages via whatsapp skype zoom`,
  ),
  english(
    'complaint about the wait',
    /\b(?:(?:on|placed on|put on|stay on) hold\b.*\b(?:#|minutes?|hours?|forever|ages|for|again|long|music|time|times|your|you|my turn)|(?:#|minutes?|hours?|forever|time|been|am|was|sat|waited|waiting|spent) (?:\w+ ){0,3}on hold|hold (?:music|time|times)|(?:i|we|ive|weve|having) (?:already |also |even |just |now |have |been |tried )*(?:called|phoned|e?mailed|written|wrote|waited|calling|phoning|e?mailing|writing|waiting)\b(?=.*\b(?:you|your|twice|times?|again|before|already|last|several|weeks?|days?|hours?|minutes?|ago|yesterday|today|#|nobody|message|messages|left|reached|answers?|answered|reply|response|music|phone|line|times|without|long|forever|number|through)\b)|(?:i|we) (?:was|were|got|get|keep getting|kept getting|have been|keep being) (?:\w+ )?(?:transferred|disconnected|ignored|hung|cut off|bounced|passed)|tr(?:y|ied|ying) (?:\w+ )?(?:to )?(?:call|phone|reach|get|contact|e?mail|speak|talk)(?:ing)?|your (?:phones?|phone lines?|lines?|hotline|chat|chatbot|automated|robot|menu)|the (?:phone|line) (?:is|was|rings|rang|just|went)|the (?:hold|automated|wait|robot|menu|chatbot)|get(?:ting)? (?:through|ahold|hold of|a (?:human|person|real|live|straight|response|reply|answer))|got (?:through|cut|disconnected|no (?:answer|reply|response)|hung)|hung up|hangs? up|(?:was|got|been|then|me|being|getting) cut off|got voicemail|get voicemail|(?:left|leave) (?:\w+ )?(?:messages?|voicemails?)|(?:nobody|no ?one|not one person)\b.{0,25}\b(?:answer|answers|answered|pick|picks|picked|calls?|called|return|returns|returned|responds?|responded|repl(?:y|ies|ied)|back|told|help|helps)|wait(?:ed|ing) (?:for |over |almost |about |more |at )?(?:#|\w+ (?:minutes|hours|days|weeks)|an? (?:hour|week|answer|reply|response)|forever|ages)|(?:second|third|fourth|fifth|2nd|3rd|4th|sixth) (?:e?mail|message|request|attempt|letter|try|call)|(?:this is|for) (?:my |the )?(?:second|third|fourth|fifth|2nd|3rd|4th|#) time|(?:without|no) (?:success|luck|reply|answer|response|avail)|(?:have|has)nt heard|havent (?:gotten|received) (?:a|any)|run ?around|busy signal|ignoring me|still waiting)\b/,
    `up out over into way on hold holding held music put placed stay stayed ${WAYS} ${TIME} ${HELP} ${ANSWER} phoned phoning lines hotline busy signal rings rang ringing
     answered picks pick picked nobody noone no none not never single person people human real live representative
     representatives rep reps agent agents operator operators somebody anybody get gets got gotten getting through ahold hold hung hang hangs hanging
     disconnected disconnect cut off transferred transferring different another other department departments voicemail voicemails
     left leave return returned returning replied responded waited waiting wait waits forever ages eternity long entire whole endless endlessly
     cant couldnt havent hasnt didnt doesnt dont wont wasnt isnt keep keeps kept trying tried try tries attempt attempts attempted sent wrote written write writing
     emailed emailing ignored ignoring frustrating frustrated frustration ridiculous unacceptable annoying annoyed disappointed
     disappointing upset angry tired sick fed patience losing lost losing terrible horrible awful poor bad worst second third fourth fifth sixth 2nd 3rd
     4th 5th final already before without success luck avail heard received automated system systems robot robots bot bots chat
     chatbot menu menus press option options maze tree recording machine went goes passed bounced bouncing handed around runaround
     spoke spoken speak speaking talk talked talking told promised first last wonder wondering nowhere hours center centre callcenter queue even so far
     attempt experience customer spent spend spending wasted waste made make reaching contacting during all from me you at least only every`,
  ),
  english(
    'farewell',
    /^(?:(?:with |my |our )?(?:very |most )?(?:best|kind|kindest|warm|warmest|many)? ?(?:personal )?regards|sincerely|(?:yours |very )?(?:truly|faithfully|respectfully|sincerely)|respectfully|(?:with )?best(?: wishes)?|warmly|cordially|cheers|take care|bye|goodbye|until then|talk soon|respects?$|blessings|(?:much |lots of )?love(?:$| always| from| and))/,
    `regards personal best kind kindest warm warmest sincerely truly faithfully respectfully yours wishes warmly cordially cheers
     take care bye goodbye until then talk soon respect respects blessings love submitted xx xoxo`,
  ),
];
