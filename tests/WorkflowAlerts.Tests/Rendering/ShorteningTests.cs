using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Rendering;

public class ShorteningTests
{
    private static readonly CardLimits Limits = new() { Headline = 150, Quote = 2500, Weight = SlackText.Weight, TimeWeight = SlackText.TimeWeight };

    [Theory]
    [InlineData("short enough", 12, "short enough")]
    [InlineData("one too many", 11, "one too ma…")]
    [InlineData("a&b", 6, "a…")]
    [InlineData("a&b", 7, "a&b")]
    [InlineData("a👩‍👩‍👧‍👦b", 8, "a…")]
    [InlineData("words and spaces", 7, "words…")]
    [InlineData("anything", 1, "…")]
    [InlineData("anything", 0, "")]
    public void A_text_is_cut_between_graphemes_by_what_it_weighs_escaped(string text, int most, string expected) =>
        Assert.Equal(expected, Shortening.Cut(CardText.Of($"{text}"), most, Limits).ToString());

    [Fact]
    public void The_longest_part_gives_way_first()
    {
        string name = new('n', 1000);
        string tenant = "socktown";

        Assert.Equal("nnnnnnn… in socktown", Shortening.Cut(CardText.Of($"{name} in {tenant}"), 20, Limits).ToString());
    }

    [Fact]
    public void A_cut_text_never_weighs_more_than_it_may() => Gen.Select(ForeignTexts.Text, ForeignTexts.Text, Gen.Int[0, 3000]).Sample(
        (first, second, most) =>
        {
            CardText text = CardText.Of($"{first}, then {second}");

            CardText cut = Shortening.Cut(text, most, Limits);

            Assert.InRange(Shortening.Weigh(cut, int.MaxValue / 2, Limits), 0, most);
            Assert.True(ReferenceEquals(cut, text) || most < 3 || cut.ToString().Contains('…'));
        },
        iter: 300,
        print: example => $"at most {example.Item3}");
}
