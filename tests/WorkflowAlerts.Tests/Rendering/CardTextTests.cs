using WorkflowAlerts.Telling;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Rendering;

public class CardTextTests
{
    [Fact]
    public void Literals_and_numbers_are_ours_and_strings_are_foreign()
    {
        string name = "name";

        CardText text = CardText.Of($"{2} runs of {name} failed");

        Assert.Equal([(TextPartKind.Own, "2 runs of "), (TextPartKind.Foreign, "name"), (TextPartKind.Own, " failed")], text.Parts.Select(part => (part.Kind, part.Value)));
        Assert.True(text.HasForeign);
    }

    [Fact]
    public void Texts_in_a_text_keep_their_kinds() =>
        Assert.Equal([TextPartKind.Own, TextPartKind.Code], CardText.Of($"run {CardText.Code("wf-1")}").Parts.Select(part => part.Kind));

    [Fact]
    public void A_text_of_nothing_is_empty()
    {
        Assert.True(CardText.Of($"{""}{(string?)null}{" \u200B\n"}").IsEmpty);
        Assert.True(CardText.Code("\t").IsEmpty);
        Assert.True(CardText.Lines("\n \r\n").IsEmpty);
    }

    [Theory]
    [InlineData("a\nb\r\n\tc  d ", "a b c d")]
    [InlineData("a\0b\u001b[31mc\u007f", "a\uFFFDb\uFFFD[31mc\uFFFD")]
    [InlineData("\u202Eabc\u2066d\u200Fe", "abcde")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd\u2060e", "abcde")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦")]
    public void Foreign_text_shows_what_it_says(string foreign, string shown) => Assert.Equal(shown, CardText.Of($"{foreign}").ToString());

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Assert.Equal("a\uFFFDb\uFFFD", CardText.Of($"{"a" + '\ud83d' + "b" + '\udc00'}").ToString());

    [Theory]
    [InlineData("\r\n\r\n  first\r\n\tsecond\u2028third\n\n", "  first\n    second\nthird")]
    [InlineData("one", "one")]
    [InlineData("a\n\n\nb", "a\n\n\nb")]
    public void Lines_and_indentation_are_kept_where_asked_for(string foreign, string shown) => Assert.Equal(shown, CardText.Lines(foreign).ToString());
}
