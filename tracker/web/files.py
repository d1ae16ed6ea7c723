"""The original PDF and the pages' pictures, for those who may see the letter.

Everything is revalidated by its ETag on each use, so that a withdrawn letter is gone at once from every cache; what is
not published is kept by no cache but the reader's own.
"""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from tracker.models import Letter, LetterPage
from tracker.web.letter import visible_letter

__all__ = ["letter_page_image", "letter_pdf"]


@require_safe
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the bytes as they came, under a name of our own."""
    letter = visible_letter(request.user, pk)
    return _sent(
        request,
        letter,
        letter.file.file,
        etag=f'"{letter.file.sha256}"',
        content_type="application/pdf",
        name=f"letter-{letter.pk}.pdf",
    )


@require_safe
def letter_page_image(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Send one page's picture."""
    letter = visible_letter(request.user, pk)
    page = get_object_or_404(LetterPage.objects.defer("words"), letter=letter, number=number)
    if not page.image:
        raise Http404("This page has no picture.")
    read = int(letter.read_at.timestamp()) if letter.read_at else 0
    return _sent(
        request,
        letter,
        page.image,
        etag=f'"{letter.file.sha256[:32]}-{number}-{read}"',
        content_type="image/webp",
        name=f"letter-{letter.pk}-page-{number}.webp",
    )


def _sent(
    request: HttpRequest, letter: Letter, stored: FieldFile, *, etag: str, content_type: str, name: str
) -> HttpResponseBase:
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            content = stored.open("rb")
        except FileNotFoundError as error:
            raise Http404("The file is not in the storage.") from error
        response = FileResponse(content, content_type=content_type, filename=name)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if letter.is_published else "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
