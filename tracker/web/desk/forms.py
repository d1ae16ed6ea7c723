"""The fields of each kind of row that a person may correct, or enter by hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from tracker.models import (
    Agency,
    AgencyName,
    Citation,
    Deadline,
    ExtractedRow,
    InformationRequest,
    LetterFact,
    Member,
    Quotation,
    Recipient,
    Signature,
)
from tracker.reading.rows import CitationKind, FactKind, QuotationKind, RequestKind
from tracker.resolving.names import folded

__all__ = ["ROW_KINDS", "RowForm", "form_for"]


class AgencyField(forms.CharField):
    """An agency by its name, a name that letters use for it, its short name or its slug. Cleans to one, or None."""

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Agency) else value

    def clean(self, value: Any) -> Agency | None:
        name = super().clean(value).strip()
        if not name:
            return None
        known = AgencyName.objects.filter(folded=folded(name)).values("agency")
        same = Q(name__iexact=name) | Q(slug=name.lower()) | Q(short_name__iexact=name) | Q(pk__in=known)
        found = list(Agency.objects.filter(same).distinct()[:2])
        if len(found) != 1:
            raise ValidationError(
                f"No agency is known as “{name}”. Use the Federal Register's name for it."
                if not found
                else f"More than one agency is called “{name}”. Use the Federal Register's name for it."
            )
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()


class MemberField(forms.CharField):
    """A member of Congress by Bioguide ID. Cleans to a Member or None."""

    def clean(self, value: Any) -> Member | None:
        key = super().clean(value).strip().upper()
        if not key:
            return None
        member = Member.objects.filter(pk=key).first()
        if member is None:
            raise ValidationError(f"No member of Congress has the Bioguide ID “{key}”.")
        return member

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "") != (data or "").strip().upper()


def _date() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _known() -> forms.TextInput:
    """A text box that offers the agencies listed once on the page."""
    return forms.TextInput(attrs={"list": "agencies", "autocomplete": "off"})


def _choice(kinds: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[(kind.value, kind.value.replace("_", " ")) for kind in kinds])


def _lines(rows: int) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}))


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument
    """A form for one row. `changes` are the fields whose value is another one than the row's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "agency" in self.fields and self.instance.pk:
            self.initial["agency"] = self.instance.agency  # only rows that have one have the field

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name in (self._meta.fields or ())}

    @property
    def learn_alias(self) -> bool:
        """Whether the agency that a person chose is to be known by the name that this letter uses."""
        return bool(self.cleaned_data.get("learn"))


class FactForm(RowForm):
    kind = _choice(FactKind)
    text = _lines(2)
    date = _date()

    class Meta:
        model = LetterFact
        fields = ["kind", "text", "date"]


class RecipientForm(RowForm):
    agency = AgencyField(required=False, widget=_known(), help_text="Leave empty when it is none that is known.")
    member = MemberField(required=False, label="Bioguide ID", help_text="For a letter to a member of Congress.")
    learn = forms.BooleanField(required=False, label="This agency, wherever letters name it so")

    class Meta:
        model = Recipient
        fields = ["name", "title", "organization", "acting", "agency", "member"]


class SignatureForm(RowForm):
    member = MemberField(required=False, label="Bioguide ID", help_text="Leave empty when nobody in the roster fits.")
    agency = AgencyField(required=False, widget=_known(), help_text="For an official who answers.")

    class Meta:
        model = Signature
        fields = ["name", "title", "on_behalf_of", "member", "agency"]


class QuotationForm(RowForm):
    text = _lines(3)
    kind = _choice(QuotationKind)

    class Meta:
        model = Quotation
        fields = ["text", "kind", "speaker", "source"]


class RequestForm(RowForm):
    text = _lines(3)
    kind = _choice(RequestKind)

    class Meta:
        model = InformationRequest
        fields = ["text", "kind", "number", "answer"]


class DeadlineForm(RowForm):
    text = _lines(1)
    date = _date()

    class Meta:
        model = Deadline
        fields = ["text", "date", "reckoning"]


class CitationForm(RowForm):
    text = _lines(1)
    kind = _choice(CitationKind)

    class Meta:
        model = Citation
        fields = ["text", "kind", "normalized"]


# By the word that stands in addresses, in the order in which a person checks a letter.
ROW_KINDS: dict[str, tuple[type[ExtractedRow], type[RowForm], str]] = {
    "fact": (LetterFact, FactForm, "Date, subject and other facts"),
    "recipient": (Recipient, RecipientForm, "To"),
    "signature": (Signature, SignatureForm, "Signed by"),
    "request": (InformationRequest, RequestForm, "Asks"),
    "deadline": (Deadline, DeadlineForm, "Deadlines"),
    "quotation": (Quotation, QuotationForm, "Quotes"),
    "citation": (Citation, CitationForm, "Cites"),
}


def form_for(kind: str, row: ExtractedRow | None = None, data: Any = None) -> RowForm:
    """Return the form of a kind of row, for a row or for a new one. Ids are unlike any other form's on the page."""
    _, form, _ = ROW_KINDS[kind]
    mark = f"{kind}-{row.pk if row is not None else 'new'}"
    return form(data, instance=row, auto_id=f"id-{mark}-%s")
