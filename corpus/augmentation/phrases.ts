/**
 * What people write around a request and what says nothing about it. `{a|b}` stands for one of the alternatives, which may be
 * nested or empty. None of these sentences may stand in corpus/robustness: the gate judges by wordings that were not learnt.
 */
export const PHRASES = {
  greeting: [
    '{Hi|Hello|Hey|Good morning|Good afternoon|Good evening|Greetings}{| there| all| everyone| team| folks| friends},',
    'Dear {Sir or Madam|Sirs|Madam|team|customer service|customer care|support|support team|all|ladies and gentlemen|Ms. Whitfield|Mr. Okafor|Janice},',
    'To whom {it|this} may concern{:|,}',
    '{Hello|Hi|Good day} {to you|again|from {Ohio|Maine|Tulsa|the farm|my kitchen table}}{!|.|,}',
    '{Howdy|Happy {Monday|Tuesday|Friday|New Year|spring}|Morning|Afternoon}{!|,| all,}',
  ],
  opening: [
    'I {do |sincerely |}hope {you are|you are all|everybody there is|everyone is|your week is|things are} {well|doing well|fine|going well|keeping well|off to a good start}{| today| this week| these days| in this heat}.',
    'Hope {all is well|you had a {good|great|lovely|restful} {weekend|holiday|Thanksgiving|summer|break}|the weather is {kinder|better} where you are|you can help}{.|!}',
    '{I have|We have|My wife and I have|My family has} been {a |}{loyal |happy |satisfied |long-time |}{customer|customers|client|clients} {of yours|with you|here} {for many years|since {2004|1998|the nineties}|for {ten|fifteen|over twenty} years}{|, and {I must say|I am glad to say} the service has {always|usually|mostly} been {excellent|wonderful|good|friendly}}.',
    '{My name is|I am|This is} {Teresa Albright|Mr. Lindqvist|Ray|Joanna P.|Dwight Calloway|Mrs. Farrow|Lucia|Ben} {and I am writing|, writing|and I write} {with a question|for help|to ask for your help|about something small|regarding the following|because I need some help|on behalf of my {mother|husband|wife|father}}.',
    '{Sorry|Apologies|I apologize|Please excuse me} {for the {long|rambling|late|second|short} {e-mail|message|note}|if {this|it} is the wrong {address|department|place|inbox}|for {bothering|troubling|pestering} you{| again| on a busy day}|if you {get|hear} this all the time}{.|, and bear with me.}',
    '{This {is probably|may be|might be} a {silly|stupid|basic|simple|quick|dumb} question{|, but I could not find {the|an} answer {anywhere|on your page|myself}}.|Quick question{.|:|!}|I have a {quick|small|short} {question|request} {for you|today}.}',
    "{I am writing|I'm writing|I am contacting you|I am reaching out|I wanted to reach out|I thought I would write} {with regard to|in regard to|regarding|concerning|about} the {following|matter below|subject above|issue described below}.",
    '{First of all|Before anything else|To begin with}{,} {let me|I want to|allow me to|may I} {thank you|say thank you|thank your staff|compliment your people} for {all you do|your patience|the kind help last time|being so {friendly|helpful|kind} on the phone}.',
    '{I tried|I have tried|We tried} {to call|calling|phoning} {you|your {number|hotline|office|800 number|help line}|customer service} {twice|several times|three times|all morning|four times this week} {and|but} {was {on hold|kept waiting|left hanging} for {half an hour|ages|forty minutes|an eternity}|nobody {picked up|answered|called back}|got {cut off|disconnected|lost in the menu}|the line was {dead|busy}}{.|!|, which is {frustrating|ridiculous|disappointing|not acceptable|unacceptable}.}',
    '{Honestly|Frankly|To be honest}, {I am {disappointed|fed up|annoyed|upset} with {the wait|your phone system|how long this takes|the lack of answers}|this has been {a headache|a nightmare|very frustrating}|your {phone menu|chat robot|automated voice} {is no help|goes in circles|drives me crazy}}.',
    '{The {young man|lady|representative|agent|gentleman|person} {on the phone|in the chat|I spoke with|at the counter} {told me to write|said to send an e-mail|suggested that I e-mail you|could not help|was {rude|very nice|polite but clueless}}.|Your {website|voice mail|recording} told me to {write|e-mail} {you|here|to this address}.}',
    '{I am not {very |}good with computers|My eyesight is not what it was|English is not my first language|I am typing this on {my phone|a tablet|the train}|My {son|granddaughter|neighbor} is helping me type this|I am {old-fashioned|new to all this|a bit slow with these things}}, so please {bear with me|be patient|excuse {mistakes|my typing|the spelling}|keep it simple}.',
    '{It has been a {busy|crazy|long|hard} {week|month|year} {here|for us|at our house}|We finally have {some sun|rain|snow} here|The {dog|cat|baby} kept me up all night|I am writing this with my morning coffee}, {so|and} {I will keep this short|I hope I make sense|here goes|I finally got around to this}.',
    '{Thank you|Thanks} {in advance |}for {reading this|taking my question|taking the time|your time}{.|!}',
    "I {would be|'d be} {grateful|glad|thankful|obliged} {for|to have} {some|your|a little} {guidance|advice|help|assistance|direction} {with the following|on this|here}.",
  ],
  closing: [
    '{Thank you|Thanks|Many thanks|Thanks so much|Thank you {very|so} much|Thanks a {lot|million|bunch|ton}|Thank you kindly|With thanks} {for {your|the} {help|assistance|support|time|patience|attention|kind attention|prompt attention|understanding|quick reply}|in advance|ahead of time|again|for everything|for looking into this|for any help}{.|!}',
    '{Thanks|Thank you|Cheers|Thx|Many thanks|Much obliged|Much appreciated}{!|.}',
    '{I|We} {really |greatly |truly |very much |}appreciate {your help|any help you can {give|offer|provide}|it|your time|all that you do|your assistance {with|in} this matter}{.|!}',
    '{I|We} look forward to {hearing from you|your {reply|response|answer}|hearing back}{| soon| at your earliest convenience| when you have a moment| in due course}.',
    '{Please|Kindly} {let me know|advise|write back|get back to me|reply} {at your {earliest |}convenience|as soon as {you can|possible}|when you {can|get a chance}|if {you need {anything else|more information|further details|anything from me}|I can provide anything else|something is unclear}}.',
    '{If|Should} you {need|require|want} {anything {else|further|more}|additional {information|details|documents}|more from me}, {please {do not hesitate to|feel free to} {contact|call|reach out to|ask|write} me|just {ask|let me know|give me a shout}|I am {happy|glad} to {help|provide it|send it}|you can reach me {by e-mail|in the evenings|at this address|on weekdays}}.',
    '{Have a {nice|great|good|wonderful|lovely|pleasant|blessed} {day|week|weekend|evening|rest of your day}|Take care|God bless|Stay {safe|well|warm}|All the best to {you|your team}|Enjoy your {weekend|day|holiday}}{!|.}',
    '{Sorry|Apologies|I apologize} {again |once more |}for {the trouble|the long message|the bother|any inconvenience|rambling|taking your time}{.|, and thank you.}',
    '{I hope|I trust|Hoping} {you can {help|sort this out|assist}|this makes sense|this reaches the right {person|desk|people}|someone {can|will} {answer|help|look at this}}{.|!|, thank you.}',
    '{I would {really |}like|It would be nice} to {speak|talk} to {a {real |live |}person|somebody|someone human} {about this|instead of a machine|for once} {if possible|please|next time}{.|!}',
    '{Please|If you could,} {pass this {on|along} to {the right {person|people|team|desk|department}|whoever handles it}|forward this if {you are|it is} not the right {person|place}}{.|, thanks.}',
    '{Please do not {make me call again|send me back to the phone line|transfer me again}|I do not want to wait on hold {again|any more}|A reply by e-mail is {best|fine|preferred}|No need to call, {e-mail|a reply here} is fine}.',
    '{This is {important|urgent|not urgent|time sensitive} {to|for} me|There is no {rush|hurry}|The sooner the better|Whenever you {get to it|have time} is fine}{.|, thanks.}',
  ],
  signOff: [
    '{Best|Regards|Best regards|Kind regards|Warm regards|Warmest regards|Sincerely|Sincerely yours|Yours truly|Yours sincerely|Yours faithfully|Respectfully|Cordially|Cheers|Thanks|Thank you|Best wishes|All the best|Take care|With kind regards},',
  ],
  name: [
    '{Teresa|Raymond|Lucia|Dwight|Joanna|Ben|Mrs. Farrow|Sven Lindqvist|Keisha|Tom & Betty|Aunt Flo|J. Calloway|R.|Hiro|Fatima Noor|Gus|Ellen Whitcomb|Paulo|Ingrid|D. Okafor}',
  ],
  role: [
    '{Senior |Lead |Assistant |Regional |}{Account Manager|Project Engineer|Registered Nurse|Sales Associate|Office Coordinator|Store Manager|Professor of History|Dispatcher|Paralegal|Software Developer|Real Estate Agent|Director of Operations|Owner|Facilities Supervisor|Executive Assistant|Pastor|Veterinarian}',
    '{Department of {Chemistry|Nursing|Public Works|Music}|Operations|Marketing & Communications|Quality Control|Human Resources|Accounts Payable|Guest Services}',
  ],
  company: [
    '{Brookhaven|Lakeside|Summit|Pinecrest|Redwood|Harbor|Twin Rivers|Maple Street|Northgate|Sunrise} {Plumbing|Dental Care|Logistics|Elementary School|Community College|Construction|Bakery|Insurance Agency|Medical Center|Realty Group|Law Offices|Software|Animal Clinic|Credit Union|Landscaping}{|, Inc.| LLC| Co.}',
  ],
  contact: [
    '{Office|Phone|Cell|Direct}: {available on request|see our page|ext. 12|ext. 407} {|| Fax: on request}',
    '{Suite 210|Building C|2nd floor}, {Main Campus|Commerce Park|Old Mill Plaza}',
    'www.{brookhaven|lakeside|summit|redwood}.example',
    '{Pronouns: {she/her|he/him|they/them}|Please consider the environment before printing this e-mail.|"Be the change."|Follow us on {LinkedIn|Facebook|Instagram}}',
  ],
  banner: [
    '{CAUTION|WARNING|NOTICE|ATTENTION|[EXT]|External e-mail}: {This {message|e-mail} {was sent from|comes from|is from} {outside {our|the} {company|network|firm|organization}|an {external|unknown|outside} {sender|source|address}}.|The sender of this {message|e-mail} is {outside|external to} {our|the} {company|network}.} {Please {be careful with|do not open|think before opening} {links|attachments|links and attachments}{| unless you {know|trust} the sender| that you did not expect}.|Report {anything suspicious|suspicious mail} to {IT|the help desk|security}.|Never {enter|share|give out} your password.}',
    "{You don't often get e-mail from this {address|sender}.|Some people who received this message don't often get e-mail from this address.|This sender is not in your contacts.}{| Learn why this is important.}",
  ],
  footer: [
    '{CONFIDENTIAL|Disclaimer|Legal notice|Privacy notice|NOTICE}: {The {information|contents} {in|of} this {transmission|e-mail|message}{| and any {files|documents} attached to it} {is|are} {confidential|private|privileged|meant only for the addressee}.|This {e-mail|message} {may contain|contains} {confidential|privileged|proprietary} {information|material}.} {If {you received it by mistake|it was not meant for you|you are not the {named |}addressee}, {please {delete|destroy|discard} it{| and {tell|notify} {us|the sender}}|any {copying|use|disclosure} is {prohibited|forbidden}}.}',
    '{This {e-mail|message} {was|has been} {scanned|checked} {for {viruses|malware}|by our {security software|mail filter}}.|Virus-free.|Scanned by {MailGuard|the campus mail gateway}.}',
    '{Sent|Written|Dictated} {from|on|with} my {phone|mobile|Android phone|tablet|Galaxy|BlackBerry|watch}{|, please {excuse|forgive|ignore} {typos|brevity|mistakes|autocorrect}}{|.}',
    '{Unsubscribe|Manage your preferences|View {this e-mail |}in {your |a }browser|Privacy policy|Terms of use}{| {|} {Help|Contact us|Forward to a friend}}',
  ],
  form: [
    '{New|Incoming|Website} {inquiry|enquiry|contact request|message|submission} {received|from the {website|web site|contact page|online form}}',
    '{First name|Name|Full name|Your name}: {Teresa|Raymond|Lucia P.|D. Calloway|Hiro T.}',
    '{Preferred|Best} {contact method|way to reach you}: {e-mail|either|any}',
    '{How did you hear about us|Are you a customer|Topic|Category|Department}? {Friend|Yes|General|Other|Not sure|Please select}',
    '{Comments|Your message|Details|Question|How can we help}:',
  ],
  note: [
    '{Please see below|See below|See the {e-mail|message|note} below|FYI|Forwarding {this|what I wrote before}|Can you {take care of|handle|look at} {this|the below}}{.|, thanks.|, please.| and let me know.}',
    '{I sent this {last week|on Monday|two weeks ago|before} {and|but} {heard nothing|got no answer|never got a reply}|Second {attempt|try|request}|Trying again|Resending}{.|:|, please answer.}',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PhraseKind = keyof typeof PHRASES;
