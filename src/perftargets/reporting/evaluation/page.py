"""How a page of HTML of an evaluation looks, on a screen and on paper."""

STYLE = """
:root{color-scheme:light}
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",
"Noto Serif CJK SC",sans-serif;margin:0 auto;max-width:72rem;padding:1.5rem;
color:#1c2430;background:#fff}
h1{font-size:1.5rem;margin:0 0 .3rem}
h2{font-size:1.2rem;margin:1.2rem 0 .3rem;overflow-wrap:anywhere}
h2.unit{margin-top:2rem;border-bottom:2px solid #1c2430}
h3{font-size:1.1rem;margin:0 0 .4rem;overflow-wrap:anywhere}
p{margin:.2rem 0;overflow-wrap:anywhere}
.sum,.agency,.foot,.notes{color:#4a5568}
.notes{font-size:.87rem;margin:.4rem 0}
.foot{font-size:.85rem;margin-top:2rem;border-top:1px solid #d7dde5;padding-top:.5rem}
.chip{display:inline-block;border-radius:1rem;padding:.05rem .7rem;margin:.15rem .4rem
.15rem 0;border:1px solid;font-weight:600}
.chip.met{color:#1b6b3a}.chip.missed{color:#b3261e}.chip.partly{color:#8a5200}
.chip.open{color:#4a5568}
.top{border-left:.35rem solid #8795a6;background:#f3f5f8;padding:.6rem .9rem;
margin:.9rem 0;break-inside:avoid-page}
.top.missed{border-color:#b3261e}.top.open{border-color:#a86400}
.top.none{border-color:#1b6b3a}
.top ul{margin:0;padding-left:1.2rem}.top li{overflow-wrap:anywhere;margin:.15rem 0}
.count{color:#4a5568;font-weight:400}
a{color:#24598a}
.project{margin:1.6rem 0;padding-top:.6rem;border-top:1px solid #d7dde5}
.score{display:flex;flex-wrap:wrap;gap:.4rem 2rem;align-items:baseline}
.figure{min-width:11rem}.figure b{font-size:1.35rem}
.grade b{font-size:1.35rem}.grade.open{color:#8a5200}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.5rem 0}
th{text-align:left;font-size:.87rem;color:#4a5568;border-bottom:2px solid #d7dde5}
th,td{padding:.3rem .5rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}
th:nth-child(1){width:2.6rem}th:nth-child(2){width:26%}th:nth-child(5){width:7rem}
th:nth-child(6){width:8rem}th:nth-child(7){width:9rem}
tbody{border-bottom:1px solid #e6eaf0;break-inside:avoid}
tbody:target{background:#fff6d6}
.cat{display:block;font-size:.8rem;color:#4a5568}
.verdict{font-weight:600}
.met .verdict{color:#1b6b3a}.missed .verdict{color:#b3261e}
.partly .verdict{color:#8a5200}.open .verdict{color:#4a5568}
.why td{font-size:.87rem;color:#3b4656;padding-top:0;padding-bottom:.5rem}
.bar{display:block;height:.45rem;background:#e6eaf0;border-radius:.25rem;
overflow:hidden;margin-top:.25rem;max-width:11rem}
.bar i{display:block;height:100%;background:#5b7fa6}
.bar.met i{background:#3f9160}.bar.missed i{background:#c9514a}
.bar.partly i{background:#c68a2e}
.light{display:inline-block;border-radius:.8rem;padding:0 .55rem;font-size:.85rem;
font-weight:600;color:#fff}
.light.red{background:#b3261e}.light.yellow{background:#ffd24d;color:#3d2f00}
.light.green{background:#1b6b3a}.light.blue{background:#24598a}
.printed{color:#b3261e}
.rests{margin-top:2rem;font-size:.87rem;break-inside:avoid}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}
dt{color:#4a5568}dd{margin:0;overflow-wrap:anywhere}
@media print{body{padding:0;max-width:none;font-size:10.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
th:nth-child(2){width:24%}th:nth-child(5){width:5rem}
th:nth-child(6){width:4.5rem}th:nth-child(7){width:6.5rem}
a{color:inherit;text-decoration:none}thead{display:table-header-group}}
@media (max-width:45rem){table{table-layout:auto;font-size:.9rem}
th:nth-child(n){width:auto}}
"""
"""The style sheet of the page."""
