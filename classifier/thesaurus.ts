/**
 * Words and phrases of retail finance and of customers' lives, by what they speak of. A large pretrained model knows
 * that bursar, dorm and tuition belong together; this small one is told. It says nothing about queues: which concepts
 * speak for which category is learned from the corpus. Terms are compared by their stems; a term may be in several concepts.
 */
export const THESAURUS: Readonly<Record<string, string>> = {
  // Work and the plans that come with it
  'workplace plan':
    '401k, 403b, 457b, thrift savings, tsp, deferred compensation, company plan, work plan, workplace plan, employer plan, plan at work, company retirement, work retirement, retirement at work, retirement through work, retirement from work, retirement at my job, plan through work, plan through my job, plan at my job, through my employer, through my job, at my job, old job plan, job plan',
  employer:
    'employer, boss, company, firm, workplace, hr, human resources, benefits office, benefits department, benefits person, personnel, supervisor, foreman, coworker, colleague, union, plant, warehouse, factory, hospital, restaurant, school district, shop, office manager, payroll department, payroll lady, payroll guy, payroll office, the office, corporate, headquarters, management, merger, acquisition, bought by, acquired, bought out',
  employment:
    'job, work, hired, hire date, start date, full time, part time, shift, seasonal, probation, promotion, onboarding, orientation, eligible to join, waiting period, ninety days, 90 days, one year of service, rehired, temp',
  'leaving work':
    'leaving, left, quit, resign, laid off, layoff, let go, fired, terminated, termination, severance, furlough, separated from service, last day, new job, new employer, switched jobs, changed jobs, changing jobs, old employer, former employer, previous employer, prior employer, past employer, old job, last job, previous job, old company, former company, ex employer, plant closed, closed down, going out of business, two weeks notice',
  retiring: 'retire, retirement, retiree, retirement date, pensioner, stop working, stopped working, rule of 55',
  pay: 'paycheck, paychecks, payroll, paystub, pay stub, pay slip, payslip, wages, salary, bonus, commission, overtime, each check, every check, per check, my check, pay period, payday, gross pay, net pay, take home, biweekly, semi monthly, hourly, pretax, pre tax, withheld from my pay, taken out of my pay, out of my check, from my check',
  match:
    'match, matching, company match, employer match, company money, company share, employer contribution, employer contributions, company contribution, profit sharing, true up, safe harbor, safe harbour, nonelective, discretionary contribution, free money',
  vesting:
    'vest, vested, unvested, vesting schedule, forfeit, forfeiture, forfeited, cliff, graded, years of service, anniversary, lose the company',
  deferral:
    'deferral, defer, elective, percent to, contribution rate, my rate, my percentage, change my contribution, change my contributions, raise my contribution, increase my contribution, lower my contribution, stop my contribution, stop my contributions, stop contributing, start contributing, bump, automatic increase, auto increase, auto escalation, catch up, after tax, withhold',
  enrollment:
    'enroll, enrolled, enrollment, enrol, enrolment, auto enrolled, automatically enrolled, automatic enrollment, auto enrollment, opt out, opted out, opting out, sign up, signed me up, signed up, join the plan, enrollment kit',
  hardship:
    'hardship, eviction, evicted, foreclosure, funeral, burial, medical bills, hospital bills, emergency withdrawal, hurricane, disaster, flood, behind on rent, safe harbor reason',
  loan: 'loan, borrow, repay, repayment, payoff, pay off, paid off, installment, lender, default, amortization, second loan, loan balance, outstanding loan, deemed distribution, refinance',
  'plan sponsor':
    'sponsor, fiduciary, trustee, committee, form 5500, census, nondiscrimination, discrimination test, adp, acp, top heavy, highly compensated, hce, key employee, third party administrator, tpa, erisa, plan document, adoption agreement, amendment, amend, plan year, audit, auditor, fidelity bond, recordkeeper, record keeper, our employees, our plan, my employees, my staff, our staff, new hires, participants, eligible employees, eligibility, ex employees, terminated employee, terminated participants, crew, staff meeting, enrollment meeting, remit, remittance, upload, payroll file, payroll provider, payroll company',
  'plan notice':
    'summary plan description, spd, blackout, qdia, default fund, fee disclosure, participant disclosure, fund lineup, fund menu, lineup change, mapped, participant, participant portal, annual notice, self directed window, brokerage window, plan administrator, plan website, plan number',
  'missing deposit':
    'never deposited, not deposited, not showing, missing contribution, missing contributions, did not show up, never showed up, has not shown up, not posted, never posted, late deposit, payroll error, wrong amount',
  // Individual retirement accounts
  'ira name':
    'ira, iras, individual retirement, traditional, rollover ira, sep, simple ira, simple plan, spousal, rothira, roth, roths, brokerage ira, self directed ira',
  roth: 'roth, roth 401k, roth option, tax free growth, five year rule, 5 year rule, five year clock',
  conversion:
    'convert, conversion, converting, backdoor, back door, mega backdoor, pro rata, after tax basis, nondeductible, non deductible, basis, recharacterize, recharacterization, recharacterise, undo a conversion, 8606',
  'contribution limit':
    'contribution limit, annual limit, yearly limit, income limit, limit, maximum, max out, maxed, maxing, how much can i put, how much can i contribute, how much may i, most i can, allowed to put, allowed to contribute, eligible to contribute, phase out, phaseout, magi, agi, adjusted gross, earn too much, make too much, made too much, earned income, over 50, fifty',
  'excess contribution':
    'excess, over contributed, overcontributed, contributed too much, put in too much, too much money, over the limit, remove the excess, return of excess, corrective, six percent, 5329',
  'contribution year':
    'prior year, previous year, tax year, last year, for the year, april 15, tax deadline, tax day, by april, filing deadline, extension, designate, designated, applied to, counted for, coded, wrong year',
  rmd: 'rmd, rmds, required minimum, minimum distribution, minimum distributions, mandatory distribution, required distribution, my minimum, the minimum, yearly minimum, annual minimum, take out each year, take money out every year, must take, have to take, have to start taking, forced to take, draw down, drawdown, age 73, turned 73, turning 73, turn 73, age 72, 70 and a half, 70 1 2, divisor, life expectancy, uniform table, 75',
  charity: 'qcd, charity, charitable, church, food bank, donate, donation, nonprofit, tithe, shelter, parish',
  inherited:
    'inherited, inherit, inheritance, inheriting, heir, heirs, stretch, ten year rule, 10 year rule, 10 years, ten years, year of death, left to me, left me, passed to me, decedent, surviving spouse, beneficiary ira, disclaim, disclaimer, per stirpes, death claim, date of death',
  death:
    'died, dies, death, passed, passed away, deceased, late husband, late wife, late mother, late father, late mom, late dad, late brother, late sister, late aunt, late uncle, widow, widower, funeral home, death certificate, estate, executor, probate, survivor, mourning, loss',
  transfer:
    'transfer, trustee to trustee, custodian to custodian, custodian, acat, acats, medallion, signature guarantee, letter of acceptance, loa, in kind, another firm, other firm, another company, other institution, another institution, old firm, another brokerage, move my account, moving my account, move it over, bring it over, bring over, move over, transfer in, transfer out, incoming, receiving firm, delivering firm',
  rollover:
    'rollover, roll over, rolled over, rolling over, roll, rolled, rolling, direct rollover, indirect rollover, 60 days, 60 day, sixty days, sixty day, payable to, fbo, consolidate, combine, merge accounts',
  'self employed':
    'self employed, freelance, freelancer, sole proprietor, schedule c, independent contractor, side gig, side business, side hustle, gig work, uber, own business, my own boss, business for myself, one person, solo 401k, solo, consulting income, contractor',
  'early withdrawal':
    'early withdrawal, before 59, under 59, 59 and a half, 59 1 2, 59½, ten percent penalty, 10 percent penalty, penalty, early distribution, 72t, sepp, substantially equal, first home, first time home, first house, adoption, birth of, disabled exception, exception',
  withdrawal:
    'withdraw, withdrawal, withdrew, distribution, take out, took out, taking out, take money out, cash out, cashed out, cashing out, pull out, pulled out, get my money, get at my money, my money out, lump sum, close the account, close my account, close it out, periodic payment, monthly payment, monthly draw, send me a check',
  'tax form':
    '1099r, 1099 r, 1099, 5498, 5498s, 1099q, 1099 q, w4r, w 4r, w4p, w2, w 2, k1, corrected, corrected form, box 1, box 2a, box 7, box 12, code g, code 1, code 7, taxable amount, tax form, tax forms, tax slip, tax document',
  tax: 'irs, tax, taxes, taxed, taxable, tax free, deduct, deduction, deductible, write off, cpa, accountant, tax preparer, preparer, turbotax, tax return, refund from the irs, bracket, withholding, withheld, estimated tax',
  'trading inside':
    'buy, sell, shares, dividends, reinvest, settle, settled, uninvested, cash sitting, sitting in cash, options inside, mutual fund, index fund, etf, limit order, trade, trading, gold, real estate inside, prohibited transaction',
  // Education savings
  'education plan':
    '529, 529s, college fund, college savings, college account, college plan, college money, education fund, education account, education savings, education plan, school fund, school account, school money, tuition fund, tuition account, tuition plan, tuition money, tuition savings, prepaid tuition, coverdell, save for college, saving for college, saved for college, savings for college, save for school, saving for school, save for tuition, saving for tuition, saving for university, future schooling, for his education, for her education, for their education, for his college, for her college, for college',
  college:
    'college, university, campus, semester, quarter, tuition, dorm, dormitory, residence hall, room and board, meal plan, housing deposit, freshman, sophomore, undergraduate, grad school, graduate school, graduate, law school, med school, medical school, dental school, nursing school, community college, trade school, vocational, technical college, culinary, cosmetology, beauty school, flight school, welding, bootcamp, study abroad, gap year, bursar, registrar, admitted, admission, accepted to, acceptance letter, enroll at, tuition bill, tuition invoice, semester bill, state university, state school, out of state school, online degree, degree, diploma, major, transcript, transferring schools, drop out, dropped out, dropping out',
  'school costs':
    'textbooks, books, laptop, computer, calculator, supplies, lab fee, fees, rent off campus, off campus, apartment, groceries, sorority, fraternity, parking permit, bus pass, tools, uniforms, internet, equipment',
  'k to 12':
    'k 12, k12, kindergarten, preschool, daycare, elementary, middle school, high school, private school, catholic school, parochial, prep school, academy, homeschool, home school, tutor, tutoring, sat prep, grade, graders, boarding school, montessori',
  apprenticeship:
    'apprentice, apprenticeship, registered apprenticeship, union hall, electrician, plumber, carpenter, journeyman, credential, certification, license course',
  'student aid':
    'fafsa, financial aid, aid office, css profile, student loan, student loans, scholarship, scholarships, full ride, grant, pell, work study, gi bill, rotc, academy appointment, west point',
  child:
    'son, daughter, kid, kids, child, children, grandson, granddaughter, grandchild, grandchildren, grandkid, grandkids, grandbaby, niece, nephew, baby, newborn, twins, triplets, toddler, infant, godson, goddaughter, godchild, stepson, stepdaughter, stepchild, unborn, expecting, pregnant, due in, kiddo, little one, boy, girl, teenager, oldest, youngest, firstborn, great grandson, great granddaughter',
  relatives:
    'grandma, grandpa, grandmother, grandfather, grandparents, aunt, uncle, cousin, in laws, mother in law, father in law, parents, relatives, family members, godparents, ex wife, ex husband, stepfather, stepmother',
  gifting:
    'gift, gifts, birthday, birthday money, christmas, baptism, bar mitzvah, graduation, baby shower, chip in, contribute to their, superfund, superfunding, front load, five years of gifts, five year election, gift tax, 709, gift link, gifting page, coupon',
  'account owner':
    'owner, ownership, successor, successor owner, account owner, co owner, custodial, custodian for, utma, ugma, minor, of age, turns 18, turned 18, turns 21, guardian, change the owner, in my name, in his name, in her name, name on it, take over the account',
  'beneficiary change':
    'change beneficiary, change the beneficiary, change of beneficiary, switch the beneficiary, new beneficiary, beneficiary from, beneficiary to, switch it to, change it to his, change it to her, sibling, brother, sister, cousin, next child, other child, second child, different child',
  'qualified expense':
    'qualified, nonqualified, non qualified, eligible expense, qualified expense, qualified expenses, qualify, count as, does it count, counts as, allowable, covered, reimburse, reimbursed, reimbursement, receipt, receipts, paid out of pocket, pay the school, sent to the school, check to the school, payable to the school, directly to the school, school never got',
  'school refund':
    'refunded, refund from school, school refunded, school sent back, school returned, recontribute, recontribution, redeposit, put it back, put the money back, withdrew from classes, medical leave, dropped the class, canceled semester',
  leftover:
    'leftover, left over, unused, remaining money, extra money, did not use, does not need it, not going to college, not going, skipped college, what happens to the money, able account, 35000, 15 years, fifteen years, never used, money left',
  'state benefit':
    'state deduction, state tax deduction, state income tax, state tax, in state, in state plan, out of state, out of state plan, our state, my state, state plan, state match, residents, recapture, moved to, moving to',
  'age based':
    'age based, enrollment date portfolio, enrollment year, target enrollment, track, glide, static, conservative, aggressive, moderate, portfolio, twice a year, investment change, reallocate, too risky, more conservative',
  // Everything else a customer may want of a bank
  card: 'card, credit card, debit card, visa, mastercard, amex, atm, pin, chip, swipe, swiped, declined, charge, charged, cash advance, overdraft, dispute, disputed, merchant, rewards, cashback, points, balance transfer, credit limit, annual fee, contactless, tap, travel notice, cvv, authorized user',
  fraud:
    'fraud, fraudulent, scam, scammed, scammer, phishing, stolen, identity theft, suspicious, unauthorized, hacked, breach, spoof, robocall, fake, impersonating, freeze my credit, credit report, credit score, credit bureau, equifax',
  'bank account':
    'checking, savings, savings account, checking account, money market, cd, cds, certificate of deposit, overdrawn, joint account, routing number, account number, checkbook, order checks, checks, cashier, cashiers check, money order, bounced, stop payment, cleared, hold on a check, mobile deposit, deposit slip, direct deposit, minimum balance, monthly fee, maintenance fee, interest rate, apy, escheat, dormant',
  payments:
    'wire, zelle, venmo, paypal, ach, bill pay, billpay, autopay, western union, remittance abroad, swift, iban, foreign exchange, euros, pesos, pounds, currency, exchange rate, cash app, payment bounced, send money',
  branch:
    'branch, teller, drive thru, lobby, hours, notary, notarize, safe deposit, safe deposit box, coin, vault, saturday, holiday, appointment, location, counter, parking lot',
  mortgage:
    'mortgage, refinance, refi, heloc, home equity, escrow, pmi, preapproval, pre approval, preapproved, appraisal, closing, closing date, realtor, homebuyer, down payment, property tax, homeowners, underwriter, loan officer, amortization schedule, points, fixed rate, adjustable, title company, first time buyer',
  'consumer loan':
    'auto loan, car loan, truck loan, boat loan, personal loan, line of credit, cosign, cosigner, lien, lease, dealer, dealership, financing, vehicle, car, truck, motorcycle, rv, apr, debt consolidation, payday, credit check, approved for a loan, small business loan, sba, equipment loan',
  insurance:
    'insurance, policy, premium, claim, adjuster, deductible, coverage, umbrella, life insurance, term life, whole life, cash value, long term care, disability insurance, health insurance, medicare, medicaid, cobra, dental, vision, pet insurance, renters, auto insurance, flood insurance, homeowner policy, quote, underwriting, agent',
  annuity:
    'annuity, annuities, surrender charge, income rider, pension, pensions, pension check, defined benefit, monthly pension, survivor benefit, joint and survivor, social security, ssa, spousal benefit, railroad retirement, va benefits',
  brokerage:
    'brokerage, brokerage account, stock, stocks, share, margin, options, call option, put option, ticker, crypto, bitcoin, ethereum, ipo, espp, rsu, stock options, cost basis, wash sale, short, treasury, treasuries, treasury bills, savings bonds, i bonds, municipal bonds, dividend check, proxy, trading platform, robo, managed account, stop loss, penny stock, 1099 b, transfer on death, tod',
  login:
    'password, passcode, log in, login, logged in, log on, locked out, lock out, locked, username, user name, user id, verification code, code by text, authenticator, two factor, 2fa, face id, app, website, web site, site, browser, chrome, safari, error message, error, reset, link expired, screen, page, portal, spinning, crash, crashes, crashing, freezes, captcha, session, mobile app, update the app, pdf, download, upload button',
  'health account':
    'hsa, fsa, health savings, flexible spending, dependent care, medical expenses, prescription, pharmacy',
  careers:
    'resume, cv, applicant, application for, applying for, interview, internship, intern, position, opening, vacancy, recruiter, job posting, careers, candidate, cover letter, references, hiring manager, employment verification, volunteer',
  vendor:
    'seo, unsubscribe, newsletter, webinar, promo, promotion, invoice, purchase order, vendor, partnership, sponsorship, click here, limited time, act now, special offer, outreach, backlinks, leads, demo, prospects, catering, cleaning service, toner, printer, copier, office supplies, conference, booth, keynote, podcast, press, reporter, journalist, trial, subscription, platform, solution, proposal, quote attached, discount, winner, prize, lottery, investor opportunity',
  social:
    'lunch, dinner, party, weekend, game, recipe, dog, cat, potluck, bake sale, wedding, photos, congratulations, vacation, see you, love you, miss you, coffee, barbecue, softball, choir, book club, tickets, raffle, fundraiser, wrong address, wrong person, meant to send',
  complaint:
    'complaint, complain, rude, on hold, hung up, phone tree, representative, unacceptable, ridiculous, waited, waiting for hours, terrible, disgusted, ombudsman, better business bureau, regulator, cfpb, accessibility, feedback, compliment, thank you note, kudos, great service',
  'contact details':
    'address, new address, change of address, mailing address, moved, moving, name change, maiden name, married name, update my email, phone number, contact info, paper statements, paperless, opt out of mail, do not call, privacy',
  legal:
    'subpoena, levy, garnishment, bankruptcy, chapter 7, lawsuit, attorney, lawyer, sheriff, court, jury duty, power of attorney, poa, trust, living trust, will, notarized, affidavit, guardianship, conservator, immigration, visa letter, proof of funds, verification letter',
  divorce:
    'divorce, divorced, decree, qdro, ex wife, ex husband, ex spouse, separated, settlement, alimony, court order, domestic relations, half of, split the account',
  business:
    'business account, business checking, merchant services, point of sale, terminal, llc, payroll service, corporate card, nonprofit account, treasurer, signers, signer, ein, landlord, tenant, rental property',
  // What customers do and ask
  paperwork:
    'form, forms, paperwork, signature, sign, fax, faxed, mailed, document, documents, letter, statement, statements, copy, proof, spousal consent, notarized form, rejected, not in good order, missing signature, incomplete, attached, enclosed',
  beneficiary: 'beneficiary, beneficiaries, primary, contingent, designation, spouse, husband, wife, designate',
  waiting:
    'still waiting, no answer, no reply, following up, follow up, second request, third time, any update, status, pending, weeks ago, how long, when will, processing, delay, delayed',
  fees: 'fee, fees, charge, charges, charged, expense ratio, maintenance fee, custodial fee, closing fee, waive, waived, cost, costs',
  investing:
    'target date, target fund, stable value, lifecycle, large cap, small cap, bond fund, stock fund, international fund, rebalance, allocation, allocations, invest, invested, investment, investments, funds, fund, performance, rate of return, market, diversify, prospectus',
};
