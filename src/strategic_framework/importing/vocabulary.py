"""Words by which a reader knows what it has before it: headings of published plans, and what names nobody."""

from __future__ import annotations

from strategic_framework.importing.words import folded

#: Field → headings for it. The first level of a plan has many names; so has what is not taken over.
_HEADINGS = {
    "level": """
        priority, strategic priority, priority area, priority title, theme, strategic theme, key theme, pillar, goal,
        strategic goal, aim, strategic aim, objective, strategic objective, outcome, strategic outcome, local outcome,
        national outcome, mission, workstream, work stream, programme area, ambition area, focus area
    """,
    "group": """
        group, outcome group, sub theme, subtheme
    """,
    "action": """
        action, actions, key action, key actions, commitment, commitments, activity, activities, what we will do,
        task, deliverable, deliverables, delivery action, initiative, planned action, our actions, we will, project,
        promise
    """,
    "part": """
        part, sub action, subaction, sub actions, sub task, step, steps
    """,
    "aspiration": """
        aspiration, aspirations, ambition, intended outcome, expected outcome, desired outcome, what we want to
        achieve, what success looks like, success, result, intended result, outcomes
    """,
    "measure": """
        measure, measures, indicator, indicators, performance indicator, performance measure, kpi, success measure
    """,
    "text": """
        wording, text, description, words
    """,
    "kind": """
        kind, type, item type
    """,
    "reference": """
        reference, ref, ref no, ref number, reference number, reference no, no, number, nr, action no, action number,
        action ref, action reference, code, plan reference, item, own number
    """,
    "due": """
        due, due date, due by, by when, when, deadline, target date, timescale, timescales, timeframe, completion
        date, completed by, complete by, completion, end date, date due, delivery date, date, date it looks to
    """,
    "lead": """
        lead, leads, lead body, lead bodies, lead organisation, lead partner, lead service, lead agency, led by,
        responsible, responsible body, responsible organisation, responsible service, accountable body, lead
        department, service, directorate, department, lead responsibility, responsibility
    """,
    "partners": """
        partners, partner, partner organisations, partner bodies, delivery partners, supporting partners, key
        partners, with, supported by, partners involved, other partners
    """,
    "unit": """
        unit, units, unit of measure, unit of measurement
    """,
    "baseline": """
        baseline, baseline value, starting point, current value
    """,
    "target": """
        target, target value
    """,
    "context": """
        context, why this matters, why it matters, rationale
    """,
    "id": """
        identifier, id
    """,
    "person": """
        officer, lead officer, responsible officer, named officer, owner, action owner, accountable officer,
        responsible person, lead person, named lead, lead member, sponsor
    """,
    "contact": """
        contact, contact officer, contact name, contact person, email, e mail, email address, contact email,
        telephone, telephone number, phone, phone number, mobile, contact details
    """,
    "status": """
        status, rag, rag status, rag rating, progress, current status, percent complete, complete, completion status,
        update, latest update, progress update, position, current position, brag
    """,
    "document": """
        edition, document
    """,
    "priority_id": """
        priority identifier
    """,
    "retired": """
        retired
    """,
    "replaced_by": """
        replaced by
    """,
    "continues": """
        carries on, continues
    """,
    "source": """
        source
    """,
}
#: Heading, folded → what stands below it.
HEADINGS = {folded(heading): name for name, row in _HEADINGS.items() for heading in row.split(",")}
#: Headings of our own tables for what readers can work out, and for the rights that stand in each row.
DERIVED = frozenset(
    map(
        folded,
        """
        name, permanent address, address, due stated, where the date is stated, bodies, bodies named, programmes,
        programmes named, policy areas, policy areas named, updates, reports, last reported, last reported as,
        rights, standing
        """.split(","),
    )
)
#: Words of bodies, posts and subjects: what holds one is nobody’s name.
OF_BODIES = frozenset(
    """
    adult agency all and association authority board boards care chief children college commission committee
    communities community company convener council culture customer department departments development digital
    director economic education enterprise environment environmental executive families federation finance fire forum
    foundation government group groups head heads health housing human institute lead legal leisure libraries library
    limited ltd manager national network nhs of office officer officers offices parks partnership partnerships
    planning police policy property resources roads school scotland scottish service services skills social society
    strategy team teams the transport trust union university waste work works
    """.split()
)
#: Given names that are common in these islands.
GIVEN_NAMES = frozenset(
    """
    aaron adam agnes aileen ailsa alan alasdair alastair albert alex alexander alice alison alistair amanda amy andrea
    andrew angela angus ann anna anne annette anthony barbara barry ben benjamin brenda brian bruce callum calum
    cameron carol caroline catherine charles charlotte chloe chris christine christopher claire clare colin craig
    daniel david dawn deborah derek diane donald donna dorothy douglas duncan edward eilidh elaine eleanor elizabeth
    emily emma eric euan ewan fiona frances francis fraser gareth gary gavin geoffrey george gillian gordon graeme
    graham grant greg hamish hannah harry hazel heather helen henry hugh iain ian irene isla isobel jack jacqueline
    james jamie jane janet janice jason jean jennifer jenny jessica jill jim joan joanna joe john jonathan joseph
    joyce judith julia julie june karen kate katherine kathleen keith kelly kenneth kerry kevin kirsten kirsty laura
    lauren lesley leslie lewis liam linda lindsay lisa lorna lorraine louise lucy lynn lynne magnus mairi malcolm
    margaret maria marie marion mark martin mary matthew maureen megan melanie michael michelle mike moira morag
    murray nancy natalie neil niall nicholas niamh nicola nicole norman olivia patricia patrick paul pauline peter
    philip rachel rebecca rhona richard robert robin roderick roger rory rosemary ross roy russell ruth ryan sally
    samantha samuel sandra sarah scott sean sharon sheila shirley shona simon sophie stephanie stephen steven stewart
    stuart susan suzanne thomas tim tom tracy valerie victoria vivien walter wendy william yvonne zoe
    """.split()
)
